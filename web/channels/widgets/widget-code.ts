/** The code that a page needs. Pure. */

const script = '/api/hooks/chat/maeari-chat.js'

/** @param origin where this program is reached. */
export const snippetOf = (origin: string, key: string): string =>
  `<script async src="${origin}${script}" data-key="${key}"></script>`

export const identifyCode = `<script>
window.maeariChat=window.maeariChat||function(){(maeariChat.q=maeariChat.q||[]).push(arguments)}
maeariChat('identify', token)  // { "sub": "17", "exp": …, "name": "김민지", "email": "…", "email_verified": true }
maeariChat('reset')            // 로그아웃 · at sign-out
</script>`

/** A page that shows nothing but the widget, as it looks without any server. */
export const previewPage = (language: string): string =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><body style="margin:0"><script src="${script}" data-preview></script></body></html>`
