import { expect, test } from 'vitest'
import { printOf } from './print.ts'
import { clusterStated, storiesOf } from './stories.ts'

const article = '하늘상점이 오늘 부산 서면에 첫 매장을 열고 개점 행사로 선착순 백 명에게 쿠폰을 나누어 준다고 밝혔다'
const told = (id: string, authorId: string, text: string, followers: number | null = null) => ({
  id,
  authorId,
  followers,
  print: printOf(text),
})

test('a story is one text that several people tell; each author reaches once', () => {
  const stories = storiesOf([
    told('a', '민지', article, 100),
    told('b', '서준', `RT ${article}`, 50),
    told('c', '서준', article, 50),
    told('d', '하루', '배송이 사흘째 오지 않아서 고객센터에 전화했지만 아무도 받지 않네요 정말 답답합니다', 9000),
    told('e', '수아', '짧은 글'),
  ])
  expect(stories).toEqual([{ id: 'a', posts: 3, authors: 2, reach: 150 }])
})

test('statements gather by what most people name, each in one place only', () => {
  const stated = [
    { mentionId: '1', authorId: 'a', nouns: ['다크모드', '글씨'] },
    { mentionId: '2', authorId: 'b', nouns: ['다크모드'] },
    { mentionId: '3', authorId: 'c', nouns: ['글씨', '크기'] },
    { mentionId: '4', authorId: 'd', nouns: ['글씨', '크기'] },
    { mentionId: '5', authorId: 'd', nouns: ['주차'] },
  ]
  expect(clusterStated(stated)).toEqual([{ about: '글씨', authors: 3, stated: [0, 2, 3] }])
  expect(clusterStated(stated.slice(0, 2))).toEqual([{ about: '다크모드', authors: 2, stated: [0, 1] }])
  expect(clusterStated([])).toEqual([])
})
