import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTopic, getTopicStories, listStatements } from '../../contract/listening.ts'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

test('needs, preconceptions, stories and interests are told with their counts, people and quotes', async () => {
  const hearing = await openHearing(testing)
  const workspaceId = hearing.id
  const topic = await testing.owner.call(createTopic, {
    workspaceId,
    name: '구름폰',
    kind: 'product',
    goal: '무엇을 바라는지 안다',
    query: '구름폰',
  })
  const by = (author: string) => ({
    author: { ...post('').author, remoteId: author, handle: author, displayName: author },
  })
  const article = '구름폰 신제품이 다음 달 서울에서 공개되며 화면이 접히고 배터리가 두 배로 커진다고 회사가 밝혔다'
  await hearing.take([
    ...['a', 'b', 'c'].map(name => post(article, by(name))),
    post('구름폰에 다크모드가 있으면 좋겠어요. 나머진 만족!', by('d')),
    post('구름폰 다크모드 좀 만들어 주세요', by('e')),
    post('구름폰 다크모드 언제 나와요?', by('f')),
    post('구름폰 다크모드 없어서 눈이 아파요', by('g')),
    post('구름폰 다크모드 기다리다 늙겠네', by('h')),
    post('구름폰 배터리는 원래 빨리 닳는 줄 알았는데 아니네', by('i')),
    post('국산 배터리는 다 똑같은 줄 알았는데 구름폰은 다르네요', by('j')),
  ])
  const now = Date.now()
  const period = { from: new Date(now - 86_400_000).toISOString(), to: new Date(now + 60_000).toISOString() }
  const stated = await testing.owner.call(listStatements, { workspaceId, ...period })
  expect(stated).toMatchObject({ read: 10, isMore: false })
  expect(stated.needs).toMatchObject([{ about: '다크모드', authors: 2, mentions: 2 }])
  expect(stated.needs[0]!.quotes.map(one => one.text).sort()).toEqual([
    '구름폰 다크모드 좀 만들어 주세요',
    '구름폰에 다크모드가 있으면 좋겠어요.',
  ])
  expect(stated.preconceptions).toMatchObject([{ about: '배터리', authors: 2 }])

  const told = await testing.owner.call(getTopicStories, { workspaceId, topicId: topic.id, ...period })
  expect(told.stories).toMatchObject([{ posts: 3, authors: 3, quote: { text: article } }])
  expect(told.read).toBe(10)

  const answer = await testing.owner.ask(listStatements, {
    workspaceId,
    from: new Date(now - 100 * 86_400_000).toISOString(),
    to: period.to,
  })
  expect(answer.status).toBe(422)
})
