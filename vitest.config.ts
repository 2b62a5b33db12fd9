// How the tests run: two projects, `unit` beside the code and `e2e` in a browser, on one real PostgreSQL.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['tools/testing/setup.ts'],
    passWithNoTests: false,
    pool: 'forks',
    // More than cores: many tests wait for servers, clocks and kills.
    maxWorkers: 3,
    // They bound what hangs; no test says how fast something is.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A machine that is four times slower than ours is still right.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['{bin,contract,server,tools,bench}/**/*.test.ts'],
          // Node runs the code as it runs the product, and keeps what it compiled from file to file.
          experimental: { viteModuleRunner: false },
          // One process serves many files, and loads the rooms once: a file leaves nothing behind, as the product must not.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          sequence: { groupOrder: 0 },
          include: ['web/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // A journey waits for the thing itself, as long as a slow machine takes; what passes waits no longer than it must.
          testTimeout: 400_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 90_000, interval: 100 } },
        },
      },
    ],
  },
})
