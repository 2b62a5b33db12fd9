// Counts a Vitest report strictly: a skipped test, a file that did not load and an error outside of tests are failures.

/**
 * @param {{ testResults: { name: string, status: string, message?: string, assertionResults: { status: string, fullName: string }[] }[] } | undefined} report
 *   Vitest's JSON report; undefined where the run ended without one
 * @param {number} code the run's exit code
 * @returns {{ passed: number, failed: number, words: string[] }}
 */
export function countTests(report, code) {
  if (!report) return { passed: 0, failed: 1, words: [`✗ vitest ended without a report (exit code ${code})`] }
  const words = []
  let passed = 0
  let failed = 0
  for (const file of report.testResults) {
    const left = file.assertionResults.filter(test => test.status !== 'passed' && test.status !== 'failed')
    const broken = file.assertionResults.filter(test => test.status === 'failed').length
    passed += file.assertionResults.length - left.length - broken
    failed += left.length + broken
    for (const test of left) words.push(`✗ ${file.name}: ${test.fullName} (${test.status}, which counts as failed)`)
    if (file.status === 'failed' && broken === 0) {
      failed += 1
      words.push(`✗ ${file.name}: ${(file.message ?? '').split('\n')[0] || 'did not load'}`)
    }
  }
  if (passed + failed === 0) {
    failed = 1
    words.push('✗ no test was found')
  }
  if (code !== 0 && failed === 0) {
    failed = 1
    words.push(`✗ vitest ended with exit code ${code}: an error outside of the tests, see above`)
  }
  return { passed, failed, words }
}
