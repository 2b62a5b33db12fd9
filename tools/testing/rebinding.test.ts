import { expect, test } from 'vitest'
import { rebindingNames } from './rebinding.ts'

test('a name looks public when it is checked and leads home when it is asked again', async () => {
  const names = rebindingNames({ 'blog.example': [['203.0.113.7'], ['127.0.0.1']], 'calm.example': [['203.0.113.8']] })
  expect(await names.resolve('blog.example')).toEqual(['203.0.113.7'])
  expect(await names.resolve('calm.example')).toEqual(['203.0.113.8'])
  expect(await names.resolve('blog.example')).toEqual(['127.0.0.1'])
  expect(await names.resolve('blog.example')).toEqual(['127.0.0.1'])
  await expect(names.resolve('nowhere.example')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  expect([names.asked(), names.asked('blog.example'), names.asked('nowhere.example')]).toEqual([4, 3, 0])
})
