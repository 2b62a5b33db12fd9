/** Proves the threads: the same readings as on the main thread, in order, and an end that loses nothing. */
import { expect, it } from 'vitest'
import { createReader } from './read.ts'
import { loadModel, startReaders } from './worker.ts'

const model = loadModel()

it('threads read what the main thread reads, in order, over one shared model', async () => {
  const texts = Array.from(
    { length: 1203 },
    (_, i) => `주문번호 ${i}번 ${i % 3 === 0 ? '너무 늦어요' : '잘 받았습니다'}`,
  )
  const readers = startReaders(model, 2)
  const readings = await readers.read(texts)
  await readers.close()
  expect(model.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(readings).toEqual(createReader(model)(texts))
})

it('closed readers refuse new texts', async () => {
  const readers = startReaders(model, 1)
  await readers.close()
  await expect(readers.read(['안녕하세요'])).rejects.toThrow('closed')
})
