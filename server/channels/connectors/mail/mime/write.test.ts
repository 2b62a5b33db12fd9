import { expect, test } from 'vitest'
import { readLetter } from '../letter.ts'
import { parameter, writeBody } from './write.ts'

const head =
  'From: 하늘상점 <help@haneul.test>\r\nTo: minji@customer.test\r\nMessage-ID: <a@haneul.test>\r\nMIME-Version: 1.0\r\n'
const written = (...given: Parameters<typeof writeBody>) => {
  const { head: lines, body } = writeBody(...given)
  return Buffer.from(`${head}${lines.join('\r\n')}\r\n\r\n${body.join('\r\n')}\r\n`, 'utf8')
}
const read = (bytes: Buffer) => readLetter(bytes, bytes.length)

const long = `${'아주 긴 이름의 교환 안내문 '.repeat(6)}최종.hwp`
const files = [
  { name: '교환 안내 (최종).pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7\n…') },
  { name: 'plain.txt', type: 'text/plain', bytes: Buffer.from('가나다') },
  { name: long, type: 'application/x-hwp', bytes: Buffer.alloc(100_000, 7) },
  { name: `it's "quoted" 100%.png`, type: 'image/png', bytes: Buffer.from('89504e470d0a1a0a00', 'hex') },
]

test('text and files are read back as they were written, names of any letters too', () => {
  const letter = read(written('안녕하세요.\n확인했습니다.', files, '01a2'))
  expect(letter.said.trim()).toBe('안녕하세요.\n확인했습니다.')
  expect(letter.files.map(({ name, size }) => ({ name, size }))).toEqual([
    { name: '교환 안내 (최종).pdf', size: 12 },
    { name: 'plain.txt', size: 9 },
    { name: long, size: 100_000 },
    { name: `it's _quoted_ 100%.png`, size: 9 },
  ])
  expect(
    letter.files.map(file => Buffer.from(file.bytes!).equals(files.find(one => one.bytes.length === file.size)!.bytes)),
  ).toContain(true)
})

test('the same mail has the same bytes, no line is longer than 78 letters, and all of it is ASCII', () => {
  const one = written('안녕', files, '01a2').toString('latin1').slice(Buffer.from(head).length)
  expect(written('안녕', files, '01a2').toString('latin1').slice(Buffer.from(head).length)).toBe(one)
  expect(Math.max(...one.split('\r\n').map(line => line.length))).toBeLessThanOrEqual(78)
  expect(/^[\r\n\x20-\x7e]*$/.test(one)).toBe(true)
})

test('a short plain name stays plain, others are percent-encoded in numbered pieces (RFC 2231)', () => {
  expect(parameter('filename', 'a.txt')).toBe(';\r\n filename="a.txt"')
  expect(parameter('filename', '가.txt')).toBe(";\r\n filename*=UTF-8''%EA%B0%80.txt")
  const pieces = parameter('filename', '가'.repeat(20)).split('\r\n ').slice(1)
  expect(pieces.map(piece => piece.split('=')[0])).toEqual(['filename*0*', 'filename*1*', 'filename*2*', 'filename*3*'])
})
