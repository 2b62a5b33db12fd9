/** The page behind a link of the question: five buttons, a comment, thanks. Without scripts. Pure. */

type Locale = 'ko' | 'en'

export const surveyWords = {
  ko: {
    ask: '상담이 도움이 되었나요? 아래 주소에서 한 번만 눌러 알려 주세요.',
    title: '상담이 도움이 되었나요?',
    scores: ['매우 불만족', '불만족', '보통', '만족', '매우 만족'],
    comment: '더 하고 싶은 말씀이 있다면 적어 주세요 (선택)',
    send: '보내기',
    thanks: '평가해 주셔서 고맙습니다.',
    closed: '이 평가는 마감되었습니다.',
  },
  en: {
    ask: 'Did we help you? One click tells us:',
    title: 'Did we help you?',
    scores: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'],
    comment: 'Anything you would like to add? (optional)',
    send: 'Send',
    thanks: 'Thank you for your rating.',
    closed: 'This rating is closed.',
  },
} as const

const style =
  'body{font:17px/1.6 system-ui,sans-serif;max-width:32rem;margin:12vh auto;padding:0 20px;color:#16191d;background:#fff}form{display:flex;flex-direction:column;gap:10px}button{font:inherit;min-height:48px;border:1px solid #7a828e;border-radius:10px;background:#fff;color:inherit}button:focus-visible,textarea:focus-visible{outline:3px solid #2f5bea}textarea{font:inherit;padding:10px;border-radius:10px;border:1px solid #7a828e;min-height:110px}@media(prefers-color-scheme:dark){body,button,textarea{background:#16191d;color:#f2f4f7}}'

const page = (locale: Locale, inside: string): string =>
  `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${surveyWords[locale].title}</title><style>${style}</style>${inside}</html>`

export const askingPage = (locale: Locale): string => {
  const { title, scores } = surveyWords[locale]
  const buttons = scores.map((name, at) => `<button name="score" value="${at + 1}">${at + 1} · ${name}</button>`)
  return page(locale, `<h1>${title}</h1><form method="post">${buttons.reverse().join('')}</form>`)
}

export const thanksPage = (locale: Locale, score: number, hasComment: boolean): string => {
  const { thanks, comment, send } = surveyWords[locale]
  const more = `<form method="post"><input type="hidden" name="score" value="${score}"><label for="c">${comment}</label><textarea id="c" name="comment" maxlength="1000"></textarea><button>${send}</button></form>`
  return page(locale, `<h1>${thanks}</h1>${hasComment ? '' : more}`)
}

export const closedPage = (locale: Locale): string => page(locale, `<h1>${surveyWords[locale].closed}</h1>`)
