/** A value once it has stood still for a while: what is asked of the server while somebody types. */
import { useEffect, useState } from 'react'

/** @param ms how long it must stand still. */
export const useSettled = <T>(value: T, ms: number): T => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
