import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readAddresses } from './mime/addresses.ts'
import { readParameters, textOf } from './mime/parameters.ts'
import { readWords } from './mime/words.ts'

const latin = (bytes: Buffer) => bytes.toString('latin1')
const euckr = (text: string) => iconv.encode(text, 'cp949')
const b = (charset: string, bytes: Buffer) => `=?${charset}?B?${bytes.toString('base64')}?=`
const q = (charset: string, bytes: Buffer) =>
  `=?${charset}?Q?${[...bytes].map(one => `=${one.toString(16).padStart(2, '0')}`).join('')}?=`
const utf8 = Buffer.from('배송 문의', 'utf8')

describe('a subject is read', () => {
  it.each([
    ['UTF-8 in base64', b('UTF-8', utf8), '배송 문의'],
    ['UTF-8 in Q', q('utf-8', utf8), '배송 문의'],
    ['EUC-KR', b('euc-kr', euckr('배송 문의')), '배송 문의'],
    ['KS_C_5601-1987 with letters beyond it', b('ks_c_5601-1987', euckr('똠방각하 펲시')), '똠방각하 펲시'],
    ['ISO-2022-KR with its designator', b('ISO-2022-KR', Buffer.from('\x1b$)C\x0e9h<[\x0f', 'latin1')), '배송'],
    ['ISO-2022-KR without it', b('iso-2022-kr', Buffer.from('\x0e9h<[\x0f', 'latin1')), '배송'],
    ['raw EUC-KR bytes', latin(euckr('배송이 늦어요')), '배송이 늦어요'],
    ['raw UTF-8 bytes', latin(Buffer.from('배송이 늦어요')), '배송이 늦어요'],
    ['EUC-KR that says it is UTF-8', b('utf-8', euckr('배송이 늦어요')), '배송이 늦어요'],
    ['a syllable cut in two', `${b('utf-8', utf8.subarray(0, 4))} ${b('utf-8', utf8.subarray(4))}`, '배송 문의'],
    ['a word without its end', b('utf-8', utf8).slice(0, -2), '배송 문의'],
    ['a word with a fold inside', b('utf-8', utf8).replace(/(.{16})/, '$1 '), '배송 문의'],
    ['words and plain text', `Re: ${b('utf-8', utf8)} (urgent)`, 'Re: 배송 문의 (urgent)'],
    ['a language', b('utf-8*ko', utf8), '배송 문의'],
    ['an unknown charset', b('x-nonsense', utf8), '배송 문의'],
    ['plain ASCII that looks like a word', '1 =? 2 ?= 3', '1 =? 2 ?= 3'],
    ['a line break somebody smuggles in', `${b('utf-8', Buffer.from('a\r\nBcc: x@y'))}`, 'a Bcc: x@y'],
  ])('%s', (_, given, expected) => {
    expect(readWords(given)).toBe(expected)
  })
})

describe('addresses are read', () => {
  it.each([
    ['plain', 'minji@example.com', [{ name: null, address: 'minji@example.com' }]],
    ['with a name', 'Kim Minji <Minji@Example.com>', [{ name: 'Kim Minji', address: 'minji@example.com' }]],
    [
      'a quoted comma',
      '"Kim, Minji" <m@e.com>, b@e.com',
      [
        { name: 'Kim, Minji', address: 'm@e.com' },
        { name: null, address: 'b@e.com' },
      ],
    ],
    [
      'an encoded name in quotes',
      `"${b('utf-8', Buffer.from('민지'))}" <m@e.com>`,
      [{ name: '민지', address: 'm@e.com' }],
    ],
    ['a raw Korean name', latin(euckr('"민지" <m@e.com>')), [{ name: '민지', address: 'm@e.com' }]],
    ['a comment', 'm@e.com (Minji)', [{ name: 'Minji', address: 'm@e.com' }]],
    [
      'a group',
      'Friends: a@e.com, b@e.com;',
      [
        { name: null, address: 'a@e.com' },
        { name: null, address: 'b@e.com' },
      ],
    ],
    ['nobody', 'undisclosed-recipients:;', []],
    ['rubbish', '<>, @, a b c, "', []],
  ])('%s', (_, given, expected) => {
    expect(readAddresses(given)).toEqual(expected)
  })

  it('a hundred thousand commas end in nobody', () => {
    expect(readAddresses(','.repeat(100_000))).toEqual([])
  })
})

describe('file names are read', () => {
  it.each([
    ['plain', 'attachment; filename="a b.pdf"', 'a b.pdf'],
    ['RFC 2231', `attachment; filename*=utf-8''%EB%B0%B0%EC%86%A1.pdf`, '배송.pdf'],
    [
      'RFC 2231 in EUC-KR',
      `attachment; filename*=euc-kr''${[...euckr('배송')].map(one => `%${one.toString(16)}`).join('')}.pdf`,
      '배송.pdf',
    ],
    [
      'RFC 2231 in pieces',
      `attachment; filename*0*=utf-8''%EB%B0; filename*1*=%B0%EC%86; filename*2*=%A1.pdf`,
      '배송.pdf',
    ],
    ['an encoded word, which RFC 2231 forbids', `attachment; filename="${b('euc-kr', euckr('배송.pdf'))}"`, '배송.pdf'],
    ['raw bytes', `attachment; filename="${latin(euckr('배송.pdf'))}"`, '배송.pdf'],
  ])('%s', (_, given, expected) => {
    expect(textOf(readParameters(given), 'filename')).toBe(expected)
  })
})
