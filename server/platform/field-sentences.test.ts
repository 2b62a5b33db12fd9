/** What people read at a field that was refused: through real HTTP, and issue by issue. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { setUp } from '../../contract/access.ts'
import { createTopic, getMention, listMentions } from '../../contract/listening.ts'
import { type Answer, startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { fieldRefusal, fieldSentences } from './field-sentences.ts'
import { sentence } from './sentences.ts'

describe('a refused request', () => {
  let app: TestProgram
  beforeAll(async () => {
    app = await startProgram()
  })
  afterAll(() => app.stop())

  const fieldsOf = (answer: Answer<unknown>) =>
    answer.ok ? answer : { status: answer.status, code: answer.problem.code, fields: answer.problem.fields }
  const inBoth = async (ask: (headers: Record<string, string>) => Promise<Answer<unknown>>) => {
    const [ko, en] = [await ask({ 'accept-language': 'ko-KR,ko' }), await ask({ 'accept-language': 'en-GB' })]
    return { ko: fieldsOf(ko), en: fieldsOf(en) }
  }
  const refused = (path: string, message: string, code = 'invalid_request') => ({
    status: 422,
    code,
    fields: [{ path, message }],
  })

  it('says that a topic needs its goal', async () => {
    const topic = { workspaceId: 1, name: '하늘상점', kind: 'brand' as const, goal: ' ', query: '하늘상점' }
    expect(await inBoth(headers => app.owner.ask(createTopic, topic, headers))).toEqual({
      ko: refused('goal', '꼭 입력해 주세요.'),
      en: refused('goal', 'This is needed.'),
    })
  })

  it('says how long a password must be, and what an e-mail address looks like', async () => {
    const asked = { token: 'x', name: '민준', workspaceName: '하늘상점', locale: 'ko' as const }
    const answers = await inBoth(headers =>
      app.stranger.ask(setUp, { ...asked, email: 'minjun', password: 'short' }, headers),
    )
    expect(answers.ko).toMatchObject({
      status: 422,
      fields: [
        { path: 'email', message: '이메일 주소가 올바르지 않습니다. 예: name@example.com' },
        { path: 'password', message: '10자 이상 입력해 주세요.' },
      ],
    })
    expect(answers.en).toMatchObject({
      fields: [
        { path: 'email', message: 'This is no e-mail address. For example: name@example.com' },
        { path: 'password', message: 'Use at least 10 characters.' },
      ],
    })
  })

  it('says that a cursor is none of ours, and that an id is none', async () => {
    expect(
      await inBoth(headers => app.owner.ask(listMentions, { workspaceId: 1, cursor: 'nonsense' }, headers)),
    ).toEqual({
      ko: refused('cursor', '목록의 위치 값이 올바르지 않습니다. 처음부터 다시 불러와 주세요.', 'bad_cursor'),
      en: refused('cursor', 'The cursor is not one of ours. Load the list from its start.', 'bad_cursor'),
    })
    expect(await inBoth(headers => app.owner.ask(getMention, { workspaceId: 1, mentionId: '7' }, headers))).toEqual({
      ko: refused('mentionId', '올바른 id가 아닙니다.'),
      en: refused('mentionId', 'This is no id of ours.'),
    })
  })
})

describe('an issue', () => {
  const koreanOf = (schema: z.ZodType, value: unknown) => {
    const parsed = schema.safeParse(value, { reportInput: true })
    return parsed.error!.issues.map(issue => {
      const { path, message, params } = fieldRefusal(issue)
      return `${path}: ${sentence(fieldSentences, message, 'ko', params)}`
    })
  }
  const field = (schema: z.ZodType) => z.object({ a: schema })

  it.each([
    [z.string(), undefined, '꼭 입력해 주세요.'],
    [z.string(), null, '꼭 입력해 주세요.'],
    [z.string(), 5, '글로 적어 주세요.'],
    [z.string().max(20_000), 'x'.repeat(20_001), '20,000자까지만 쓸 수 있습니다.'],
    [z.coerce.number(), 'many', '숫자로 적어 주세요.'],
    [z.number().int(), 1.5, '소수점 없는 수로 적어 주세요.'],
    [z.number().min(1), 0, '1 이상이어야 합니다.'],
    [z.number().gt(1), 1, '1보다 커야 합니다.'],
    [z.number().max(3650), 4000, '3,650 이하여야 합니다.'],
    [z.number().lt(2), 2, '2보다 작아야 합니다.'],
    [z.number().multipleOf(5), 3, '5의 배수여야 합니다.'],
    [z.boolean(), 'x', 'true나 false로 적어 주세요.'],
    [z.array(z.string()), 'x', '목록으로 보내 주세요.'],
    [z.array(z.string()).min(1), [], '1개 이상 넣어 주세요.'],
    [z.array(z.string()).max(1), ['a', 'b'], '1개까지만 넣을 수 있습니다.'],
    [z.object({}), 'x', '이름과 값의 묶음으로 보내 주세요.'],
    [z.url(), 'x', '웹 주소가 올바르지 않습니다. 예: https://example.com'],
    [z.iso.datetime(), '어제', '날짜와 시각을 2026-11-21T09:00:00Z처럼 적어 주세요.'],
    [z.iso.date(), '어제', '날짜를 2026-11-21처럼 적어 주세요.'],
    [z.enum(['ko', 'en']), 'fr', '다음 가운데 하나여야 합니다: ko, en'],
    [z.enum(['ko', 'en']), undefined, '꼭 입력해 주세요.'],
    [z.strictObject({}), { b: 1 }, '없는 항목입니다: b'],
    [z.string().regex(/a/), 'b', '값이 올바르지 않습니다.'],
    [z.union([z.number(), z.boolean()]), 'x', '값이 올바르지 않습니다.'],
  ])('%# reads in Korean', (schema, value, message) => {
    expect(koreanOf(field(schema), { a: value })).toEqual([`a: ${message}`])
  })

  it('of a name that is too long stands at that name', () => {
    expect(koreanOf(field(z.record(z.string().max(2), z.string())), { a: { abc: 'x' } })).toEqual([
      'a.abc: 이 이름은 쓸 수 없습니다.',
    ])
  })
})
