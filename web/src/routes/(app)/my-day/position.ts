import type { Schemas } from '#lib/api/client.ts';

type Position = Pick<Schemas['CheckInDto'], 'latitude' | 'longitude' | 'accuracyMeters'>;

/** Where this telephone is; nothing where it may not say or doesn't know within five seconds: a check-in never waits on that. */
export function whereAmI(): Promise<Position> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve({});
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracyMeters: coords.accuracy }),
      () => resolve({}),
      { enableHighAccuracy: true, timeout: 5_000, maximumAge: 30_000 },
    );
  });
}
