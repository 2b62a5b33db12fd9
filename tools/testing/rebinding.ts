/** A resolver whose names change their addresses between two questions, as an attacker's name server does. */

export type RebindingNames = {
  /** For whatever takes a resolver: a name's addresses at this question; an unknown name is ENOTFOUND. */
  resolve(hostname: string): Promise<readonly string[]>
  /** How often the name was asked for, all names where none is given. */
  asked(hostname?: string): number
}

/**
 * Each name has its answers in their order; the last one stays. `{ 'blog.example': [['203.0.113.7'], ['127.0.0.1']] }`
 * looks public when it is checked and leads home when it is called.
 */
export function rebindingNames(names: Record<string, ReadonlyArray<readonly string[]>>): RebindingNames {
  const questions: string[] = []
  const asked = (hostname?: string) => questions.filter(name => hostname === undefined || name === hostname).length
  return {
    resolve: async hostname => {
      const answers = Object.hasOwn(names, hostname) ? names[hostname] : undefined
      if (!answers) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND', hostname })
      const turn = Math.min(asked(hostname), answers.length - 1)
      questions.push(hostname)
      return answers[turn] ?? []
    },
    asked,
  }
}
