import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPhone, showPhone } from './phone.ts'

const same: Record<string, [string, string][]> = {
  '+821012345678': [
    ['010-1234-5678', 'as people write it'],
    ['01012345678', 'without lines'],
    ['010 1234 5678', 'with spaces'],
    ['010.1234.5678', 'with points'],
    ['(010) 1234-5678', 'in brackets'],
    ['０１０－１２３４－５６７８', 'in full width'],
    ['010–1234–5678', 'with long lines'],
    ['+82 10 1234 5678', 'from abroad'],
    ['+82-10-1234-5678', 'from abroad with lines'],
    ['+82 (0)10-1234-5678', 'with the zero in brackets'],
    ['+8201012345678', 'with the zero left in'],
    ['82-10-1234-5678', 'without the plus'],
    ['0082 10 1234 5678', 'dialled from abroad'],
    ['tel:+82-10-1234-5678', 'as a link'],
    ['sip:01012345678@pbx.example.com', 'as an exchange tells it'],
    ['전화: 010-1234-5678', 'with a word before'],
    ['1012345678', 'after a spreadsheet'],
    ['\u202a010-1234-5678\u202c', 'copied with marks of direction'],
  ],
  '+8223456789': [
    ['(02) 345-6789', 'in brackets'],
    ['02-345-6789', 'with lines'],
    ['+82 2 345 6789', 'from abroad'],
    ['02-345-6789 내선 12', 'with an inner line'],
    ['02)345-6789', 'with half a bracket'],
  ],
  '+82311234567': [['031-123-4567', 'Gyeonggi']],
  '+827012345678': [['070-1234-5678', 'internet telephone']],
  '+8215881234': [
    ['1588-1234', 'representative number'],
    ['+82 1588 1234', 'from abroad'],
  ],
  '+82112345678': [['011-234-5678', 'an old mobile number']],
  '+8250512345678': [['0505-1234-5678', 'lent number']],
  '+14155552671': [['+1 (415) 555-2671', 'the United States']],
  '+442071838750': [['0044 20 7183 8750', 'Great Britain']],
}

describe('phone numbers', () => {
  for (const [wanted, forms] of Object.entries(same))
    for (const [written, how] of forms)
      it(`${written} is ${wanted}: ${how}`, () => {
        expect(readPhone(written)?.e164).toBe(wanted)
      })

  it('what is no number is none', () => {
    for (const written of ['', 'anonymous', '1.01E+10', '119', '101', '010-12', '0000000000', '2024-11-23', 'k@x.kr'])
      expect(readPhone(written), written).toBeNull()
  })

  it('lines that are nobody’s own are told apart', () => {
    expect(readPhone('0505-1234-5678')?.kind).toBe('lent')
    expect(readPhone('1588-1234')?.kind).toBe('company')
    expect(readPhone('080-123-4567')?.kind).toBe('company')
    expect(readPhone('010-1234-5678')?.kind).toBe('mobile')
    expect(readPhone('02-345-6789')?.kind).toBe('landline')
  })

  it('a number that is shown is read as the same number', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`))
    const number = fc.oneof(
      digits(8).map(rest => `010${rest}`),
      digits(7).map(rest => `02${rest}`),
      digits(8).map(rest => `02${rest}`),
      digits(7).map(rest => `051${rest}`),
      digits(8).map(rest => `070${rest}`),
      fc.stringMatching(/^1[568][0-9]{6}$/),
    )
    fc.assert(
      fc.property(number, written => {
        const read = readPhone(written)!
        expect(readPhone(showPhone(read.e164))).toEqual(read)
        expect(readPhone(read.e164)).toEqual(read)
      }),
      { numRuns: 300 },
    )
  })
})
