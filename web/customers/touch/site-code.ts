/** The pieces of code that a site's owner pastes. */

export const snippetOf = (server: string, key: string): string =>
  `<script>window.maeari=window.maeari||function(){(maeari.q=maeari.q||[]).push(arguments)}</script>
<script async src="${server}/api/hooks/track/maeari.js" data-site="${key}"></script>`

export const consentCode = `<button data-maeari-consent="yes" data-maeari-words="방문 기록 수집에 동의합니다.">동의</button>
<button data-maeari-consent="no">거부</button>

maeari('consent', true, '방문 기록 수집에 동의합니다.')`

export const identifyCode = `// Node.js: jsonwebtoken, jose …
const token = jwt.sign({ sub: member.id, name: member.name, email: member.email, email_verified: true },
  process.env.MAEARI_SECRET, { algorithm: 'HS256', expiresIn: '1h' })

maeari('identify', token)   // maeari('reset')
maeari('event', 'coupon_opened', { coupon: 'SUMMER' })
maeari('purchase', { order: 'A-1001', amount: 39000, currency: 'KRW', items: [{ name: '여름 이불', quantity: 1, price: 39000 }] })
<button data-maeari="해지하기">  <input name="topic" data-maeari-keep>`

export const proxyCode = (server: string): string => `location /maeari/ {
  proxy_pass ${server}/api/hooks/track/;
  proxy_set_header X-Forwarded-For $remote_addr;
}`
