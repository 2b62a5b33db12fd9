/** Pictures are what their bytes say. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPicture } from './pictures.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const png = '89504e470d0a1a0a 0000000d 49484452 00000140 000000f0 08060000'

test('kind and size are read from the bytes of each format', () => {
  expect(readPicture(bytes(png))).toEqual({ contentType: 'image/png', width: 320, height: 240 })
  expect(readPicture(bytes('474946383961 4001 f000 00'))).toEqual({
    contentType: 'image/gif',
    width: 320,
    height: 240,
  })
  const jpeg = `ffd8 ffe0 0010 ${'00'.repeat(14)} ffc4 0004 0000 ffc2 0011 08 00f0 0140 03 000000`
  expect(readPicture(bytes(jpeg))).toEqual({ contentType: 'image/jpeg', width: 320, height: 240 })
  const webp = (chunk: string, rest: string) =>
    bytes(`52494646 00000000 57454250 ${Buffer.from(chunk).toString('hex')} ${rest}${'00'.repeat(20)}`)
  expect(readPicture(webp('VP8X', '0a000000 00000000 3f0100 ef0000'))).toMatchObject({ width: 320, height: 240 })
  expect(readPicture(webp('VP8 ', '00000000 000000 9d012a 4001 f000'))).toMatchObject({ width: 320, height: 240 })
  const bits = Buffer.alloc(4)
  bits.writeUInt32LE(319 | (239 << 14))
  expect(readPicture(webp('VP8L', `00000000 2f ${bits.toString('hex')}`))).toMatchObject({ width: 320, height: 240 })
})

test('a page under the name of a picture, an empty one and one cut short are none', () => {
  for (const other of ['', '3c68746d6c3e', 'ffd8', 'ffd8ff', '25504446', png.slice(0, 30)])
    expect(readPicture(bytes(other))).toBeNull()
  expect(readPicture(bytes(png.replace('00000140', '00000000')))).toBeNull()
})

test('any bytes are read without hanging or reading past their end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), tail => {
      readPicture(tail)
      readPicture(Uint8Array.from([0xff, 0xd8, ...tail]))
    }),
    { numRuns: 500 },
  )
})
