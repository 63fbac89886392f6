/** Numbers from 0 to 1 that follow from a seed (Park-Miller). */
export function* randomNumbers(seed: number): Generator<number, never> {
  let state = (seed % 2_147_483_646) + 1;
  for (;;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}
