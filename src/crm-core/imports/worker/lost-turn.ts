/** Another replica is at this import. */
export class LostTurn extends Error {
  override readonly name = 'LostTurn';
}
