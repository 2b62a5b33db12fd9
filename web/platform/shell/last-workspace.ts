/** Which workspace this browser had open last. */
const key = 'maeari.workspace'

export const lastWorkspace = (): number | null => {
  try {
    return Number(localStorage.getItem(key)) || null
  } catch {
    return null
  }
}

export const rememberWorkspace = (id: number): void => {
  try {
    localStorage.setItem(key, String(id))
  } catch {
    // A private window forgets; the first workspace opens next time.
  }
}
