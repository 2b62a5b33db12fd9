// Proves that bytes become the right text whatever label they carry.
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeBytes } from './decode.ts'

/** Syllables outside KS X 1001 (뷁, 똠, 펲) are what a strict EUC-KR decoder destroys. */
const korean = '하늘상점 배송이 또 늦네요. 뷁! 똠방각하 펲시콜라 20% 할인'

describe('decoding', () => {
  it.each([
    ['utf-8', undefined],
    ['utf-8', 'text/xml; charset=euc-kr'],
    ['utf-8', 'text/xml; charset=iso-8859-1'],
    ['cp949', 'text/xml; charset=euc-kr'],
    ['cp949', 'text/xml; charset=utf-8'],
    ['cp949', 'application/xml'],
    ['cp949', 'ks_c_5601-1987'],
    ['cp949', 'text/xml; charset=nonsense'],
    ['cp949', undefined],
  ])('Korean in %s under the label %s is read whole', (charset, label) => {
    expect(decodeBytes(iconv.encode(korean, charset), label)).toEqual({ text: korean, charset, replaced: 0 })
  })

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be', 'utf-8'])('%s is known by its mark', charset => {
    const bytes = iconv.encode(korean, charset, { addBOM: true })
    expect(decodeBytes(bytes, 'text/xml; charset=euc-kr')).toEqual({ text: korean, charset, replaced: 0 })
  })

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('%s is known without its mark', charset => {
    const xml = `<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>하늘</title></channel></rss>`
    expect(decodeBytes(iconv.encode(xml, charset, { addBOM: false }))).toEqual({ text: xml, charset, replaced: 0 })
  })

  it.each([
    ['shift_jis', '<?xml version="1.0" encoding="Shift_JIS"?><t>配送が遅い</t>', 'cp932'],
    ['big5', "<?xml version='1.0' encoding='big5'?><t>送貨太慢</t>", 'big5'],
    ['gb18030', '<html><meta charset="gb2312"><p>送货太慢</p>', 'gb18030'],
    ['windows-1251', '<?xml version="1.0" encoding="windows-1251"?><t>Привет</t>', 'windows-1251'],
    ['cp949', '<html><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><p>똠방각하</p>', 'cp949'],
  ])('a document in %s is read by its own declaration', (charset, text, used) => {
    expect(decodeBytes(iconv.encode(text, charset))).toEqual({ text, charset: used, replaced: 0 })
    expect(decodeBytes(iconv.encode(text, charset), 'text/xml; charset=ISO-8859-1').text).toBe(text)
  })

  it('what the transport says wins over the document, unless it is only a default', () => {
    const text = '<?xml version="1.0" encoding="windows-1252"?><t>Привет</t>'
    expect(decodeBytes(iconv.encode(text, 'windows-1251'), 'text/xml; charset=windows-1251').text).toBe(text)
  })

  it('UTF-8 that was cut in the middle of a character stays UTF-8', () => {
    const bytes = Buffer.from(korean.repeat(3), 'utf8')
    for (let length = 100; length < bytes.length; length += 1) {
      const cut = decodeBytes(bytes.subarray(0, length), 'text/xml; charset=euc-kr')
      expect([length, cut.charset, cut.text.startsWith(korean)]).toEqual([length, 'utf-8', length >= bytes.length / 3])
    }
    expect(decodeBytes(bytes.subarray(0, 100)).replaced).toBe(1)
  })

  it('mail in ISO-2022-KR is read', () => {
    const shifted = Buffer.concat([
      Buffer.from('\x1b$)CRe: \x0e', 'latin1'),
      Buffer.from([...iconv.encode('주문', 'cp949')].map(byte => byte & 0x7f)),
      Buffer.from('\x0f #12\n', 'latin1'),
    ])
    expect(decodeBytes(shifted)).toEqual({ text: 'Re: 주문 #12\n', charset: 'iso-2022-kr', replaced: 0 })
  })

  it('bytes of no language are counted as replaced', () => {
    const broken = Buffer.concat([
      iconv.encode('하늘상점', 'cp949'),
      Buffer.from([0xff, 0xff]),
      iconv.encode('배송', 'cp949'),
    ])
    const decoded = decodeBytes(broken)
    expect(decoded.charset).toBe('cp949')
    expect(decoded.replaced).toBeGreaterThan(0)
    expect(decoded.text.startsWith('하늘상점')).toBe(true)
    expect(decodeBytes(iconv.encode('하늘상점', 'cp949')).replaced).toBe(0)
  })

  it('an empty body is an empty text', () =>
    expect(decodeBytes(new Uint8Array(0))).toEqual({ text: '', charset: 'utf-8', replaced: 0 }))

  it('any bytes under any label come out as well-formed text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string()), (bytes, label) =>
        decodeBytes(bytes, label).text.isWellFormed(),
      ),
    )
  })

  it('any Korean text in CP949 comes back as it went in', () => {
    const hangul = fc.string({
      unit: fc.integer({ min: 0xac00, max: 0xd7a3 }).map(c => String.fromCharCode(c)),
      minLength: 4,
      maxLength: 60,
    })
    fc.assert(
      fc.property(
        hangul,
        text =>
          decodeBytes(iconv.encode(`<t>${text}</t>`, 'cp949'), 'text/xml; charset=utf-8').text === `<t>${text}</t>`,
      ),
    )
  })
})
