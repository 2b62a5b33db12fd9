/** Proves the model file: what is written is read back in place, and a file that cannot be trusted is refused in words. */
import { expect, it } from 'vitest'
import { encodeModel, type Head, type Model, openModel } from './model.ts'

const head: Head = { name: 'a', bias: 0.5, scale: 0.1, dense: [], calibration: [[1, 0]], threshold: [0.5, 0.4] }
const model: Model = {
  version: 'test',
  features: 'f1',
  licence: 'Apache-2.0',
  data: ['posts'],
  reads: ['sentiment'],
  signs: ['good', 'bad'],
  tables: [
    { name: 'one', heads: [head], stride: 1, index: null, weights: Int8Array.from({ length: 8 }, (_, i) => i - 4) },
    {
      name: 'five',
      heads: [head, head, head, head, head],
      stride: 8,
      index: Uint32Array.from([0, 5, 0, 0]),
      weights: new Int8Array(32).fill(-7),
    },
  ],
}

it('a written model is read back, its weights in place in the bytes given', () => {
  const bytes = encodeModel(model)
  const opened = openModel(bytes, 'f1')
  expect(opened).toEqual(model)
  expect(opened.tables[1]!.weights.buffer).toBe(bytes.buffer)
  expect(encodeModel(opened)).toEqual(bytes)
})

it('a file that is foreign, cut off, damaged or of other features is refused', () => {
  const bytes = encodeModel(model)
  expect(() => openModel(new Uint8Array(64), 'f1')).toThrow('not a model')
  expect(() => openModel(bytes.slice(0, 40), 'f1')).toThrow('cut off')
  expect(() => openModel(bytes.slice(0, -8), 'f1')).toThrow('damaged')
  const damaged = bytes.slice()
  damaged[damaged.length - 3]! ^= 1
  expect(() => openModel(damaged, 'f1')).toThrow('damaged')
  expect(() => openModel(bytes, 'f2')).toThrow('f2')
})
