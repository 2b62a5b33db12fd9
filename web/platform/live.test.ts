import { expect, it } from 'vitest'
import { readMessage } from './live.ts'

it('a fact is read with its ids', () => {
  expect(readMessage('{"fact":"inbox.conversation_changed","ids":["a","b"]}')).toEqual({
    fact: 'inbox.conversation_changed',
    ids: ['a', 'b'],
  })
})

it.each(['', '{', 'null', '7', '{"ids":[]}', '{"fact":3}'])('%j is no message, and hurts nobody', data => {
  expect(readMessage(data)).toBeNull()
})
