import type { Schemas } from '#lib/api/client.ts';

type Position = Pick<Schemas['CheckInDto'], 'latitude' | 'longitude' | 'accuracyMeters'>;

const MILLISECONDS = 5_000;

/**
 * Where this telephone is; nothing where it may not say or doesn't know within five seconds: a check-in never waits on
 * that. The browser's own limit begins when its question was answered, so a question left open needs a second one.
 */
export function whereAmI(): Promise<Position> {
  const given = new Promise<Position>((resolve) => {
    if (!('geolocation' in navigator)) return resolve({});
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracyMeters: coords.accuracy }),
      () => resolve({}),
      { enableHighAccuracy: true, timeout: MILLISECONDS, maximumAge: 30_000 },
    );
  });
  const late = new Promise<Position>((resolve) => setTimeout(() => resolve({}), MILLISECONDS + 500));
  return Promise.race([given, late]);
}
