/** Where the time comes from; tests and simulations bring their own. */
export interface Clock {
  /** The wall clock's time, in ms since 1970. */
  now(): number;
}
