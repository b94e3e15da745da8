/** What has never been, what waits and what was taken away look the same from here. */
export function MissingWords() {
  return (
    <>
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or what stood here is not public any more.</p>
      <p>
        <a href="/">All essays</a> are on the front page.
      </p>
    </>
  )
}

/** Why the page is not shown, and what one can do. */
export function ForbiddenWords({ suspended }: { suspended: boolean }) {
  return (
    <>
      <h1>This page is not for this account</h1>
      {suspended ? (
        <p>
          Your account is suspended, so you can read but not write or moderate. Why, and until when, stands in <a href="/account">your account</a>.
        </p>
      ) : (
        <p>You are signed in, but your account does not have the right to see this page. If it should, please ask whoever looks after this site.</p>
      )}
      <p>
        <a href="/">Back to the front page</a>
      </p>
    </>
  )
}
