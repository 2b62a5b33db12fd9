import { expect, test } from 'vitest'
import { countTests } from './count.mjs'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  message: status === 'failed' ? 'SyntaxError: Unexpected token' : '',
  assertionResults: tests.map((status, index) => ({ status, fullName: `fact ${index}` })),
})

test('passed and failed tests are counted over all files', () => {
  const report = { testResults: [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')] }
  expect(countTests(report, 1)).toMatchObject({ passed: 3, failed: 1 })
})

test('skipped and unfinished tests are failures, and are named', () => {
  const counted = countTests({ testResults: [file('passed', 'passed', 'skipped', 'todo', 'pending')] }, 0)
  expect(counted).toMatchObject({ passed: 1, failed: 3 })
  expect(counted.words[0]).toContain('fact 1')
})

test('a file that does not load is a failure', () => {
  expect(countTests({ testResults: [file('passed', 'passed'), file('failed')] }, 1)).toMatchObject({
    passed: 1,
    failed: 1,
  })
})

test('a run without a test, without a report or with an error outside of tests fails', () => {
  expect(countTests({ testResults: [] }, 0).failed).toBe(1)
  expect(countTests(undefined, 0).failed).toBe(1)
  expect(countTests({ testResults: [file('passed', 'passed')] }, 1)).toMatchObject({ passed: 1, failed: 1 })
})
