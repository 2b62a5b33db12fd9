import { expect, test } from 'vitest'
import { growth, linear } from '../../tools/testing/growth.ts'
import { detectLanguage } from './language.ts'

const said: readonly (readonly [string, string])[] = [
  ['배송이 너무 늦어요', 'ko'],
  ['ㅋㅋㅋㅋㅋ', 'ko'],
  ['iPhone 15 Pro 사전예약 했어요', 'ko'],
  ['환불 https://example.com/refund/policy/english/words/only', 'ko'],
  ['@someone_with_a_long_handle 감사', 'ko'],
  ['荷物がまだ届きません', 'ja'],
  ['ありがとう', 'ja'],
  ['快递太慢了,我要退款', 'zh'],
  ['The delivery was late again', 'en'],
  ['love it', 'en'],
  ["I can't log in to the app", 'en'],
  ['shipping is slow', 'en'],
  ['Der Versand war leider viel zu langsam und niemand antwortet', 'de'],
  ['El envío llegó tarde y nadie me contesta', 'es'],
  ['La livraison est encore en retard, je suis très déçu', 'fr'],
  ['Доставка снова опоздала', 'ru'],
  ['Доставка знову запізнилася, її немає', 'uk'],
  ['التوصيل متأخر جدا', 'ar'],
  ['จัดส่งช้ามาก', 'th'],
  ['המשלוח איחר', 'he'],
  ['Giao hàng quá chậm, tôi muốn hoàn tiền', 'vi'],
  ['O pedido não chegou e você não responde', 'pt'],
  ['Il pacco non è arrivato e sono molto deluso', 'it'],
  ['Het pakket is nog niet aangekomen, ik wacht al een week', 'nl'],
  ['Barangnya belum sampai dan saya sudah menunggu lama', 'id'],
  ['Sipariş hâlâ gelmedi ve bir hafta oldu, bu çok kötü', 'tr'],
  ['Paczka nie dotarła i nie ma jej już od tygodnia', 'pl'],
  ['', 'und'],
  ['👍👍 !!! 123', 'und'],
  ['https://example.com/page', 'und'],
  ['@handle', 'und'],
]

for (const [text, language] of said) {
  test(`«${text}» is ${language}`, () => {
    expect(detectLanguage(text)).toBe(language)
  })
}

test('a text of two million letters costs no more than its length', () => {
  for (const letter of ['배송 ', 'late delivery ', '\ud800', '@', '://', '\0']) {
    const make = (size: number) => letter.repeat(size / letter.length)
    expect(growth(make, detectLanguage, 125_000), JSON.stringify(letter)).toBeLessThan(linear)
  }
})
