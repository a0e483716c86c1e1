/** The only style of the page: colours of a chat, for light and dark, for screens and paper. */
export const HTML_STYLE = `:root{color-scheme:light dark;--page:#efeae2;--in:#fff;--out:#d9fdd3;--chip:#fff;--text:#111b21;--faint:#54656f;--bad:#b3261e;--accent:#027eb5}
@media(prefers-color-scheme:dark){:root{--page:#0b141a;--in:#202c33;--out:#005c4b;--chip:#182229;--text:#e9edef;--faint:#9fb0b9;--bad:#ff8a80;--accent:#53bdeb}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.4 system-ui,"Segoe UI",Roboto,"Noto Sans","Noto Color Emoji",sans-serif}
header,footer{max-width:56rem;margin:0 auto;padding:1rem;color:var(--faint)}
h1{margin:0;font-size:1.2rem;color:var(--text)}
p{margin:.2rem 0 0}
main{max-width:56rem;margin:0 auto;padding:0 1rem}
h2{width:fit-content;margin:1.2rem auto .6rem;padding:.25rem .75rem;border-radius:.5rem;background:var(--chip);color:var(--faint);font-size:.8rem;font-weight:500}
article{width:fit-content;max-width:min(80%,38rem);margin:.25rem 0;padding:.4rem .6rem;border-radius:.6rem;background:var(--in);overflow-wrap:anywhere}
article.out{margin-left:auto;background:var(--out)}
article.sys{margin:.25rem auto;max-width:90%;background:none;color:var(--faint);font-size:.85rem;text-align:center}
article.receipt{margin:0 0 0 auto;padding:0 .6rem;background:none}
article.bad{color:var(--bad)}
article>*{margin:0}
.who{font-weight:600;color:var(--accent)}
.kind,.note,.meta{color:var(--faint);font-size:.78rem}
.kind{text-transform:uppercase;letter-spacing:.04em}
blockquote{margin:.1rem 0 .3rem;padding:.2rem .5rem;border-inline-start:3px solid var(--accent);color:var(--faint);font-size:.85rem}
.text{white-space:pre-wrap;unicode-bidi:plaintext}
ul{margin:.35rem 0 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.3rem}
li{padding:.15rem .6rem;border:1px solid var(--accent);border-radius:1rem;color:var(--accent);font-size:.85rem}
.problem{color:var(--bad)}
.meta{text-align:end}
@media print{:root{--page:#fff}article{break-inside:avoid;border:1px solid #ccc}}`;

/** SHA-256 of {@link HTML_STYLE} in base64: the page's policy allows this style and nothing else. */
export const HTML_STYLE_SHA256 = "EH1l6olqh1nij2sbJEaOhbUp6vZuwtVgIDN+IPe4BVA=";
