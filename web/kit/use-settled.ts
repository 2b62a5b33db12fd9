/** A value that has stood still for a moment: what a search asks for while somebody types. */
import { useEffect, useState } from 'react'

/** @param waitMs how long the value must stay the same before it is handed on. */
export const useSettled = <T>(value: T, waitMs = 180): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs)
    return () => clearTimeout(timer)
  }, [value, waitMs])
  return settled
}
