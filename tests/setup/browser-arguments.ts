/** What Playwright turns off in a Chromium, as far as it matters to a site on this machine: ours takes the place of its list. */
const thatPlaywrightTurnsOff = [
  'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades',
  'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning', 'AimEnabled',
]

/**
 * Half of what a browser did with its processors: each window loaded the pages of its address line, which nobody sees, and each page
 * kept an empty process ready for the next.
 */
const thatNobodySees = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess']

/** How every browser of the stories is started. As root, and in most containers, Chromium's own sandbox does not start. This one sees no site but ours. */
export const browserArguments = ['--no-sandbox', `--disable-features=${[...thatPlaywrightTurnsOff, ...thatNobodySees].join(',')}`]
