import { ApiProperty } from '@nestjs/swagger';

export class GeoJsonFeatureResponse {
  @ApiProperty({ enum: ['Feature'] })
  type: 'Feature';

  /** A Point or a LineString; longitude first. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  geometry: Record<string, unknown>;

  /** `kind`: start, stop, end or path; a stop also has its sequence, ids and times. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  properties: Record<string, unknown>;
}

/** RFC 7946. */
export class RouteGeoJsonResponse {
  @ApiProperty({ enum: ['FeatureCollection'] })
  type: 'FeatureCollection';

  @ApiProperty({ type: [GeoJsonFeatureResponse] })
  features: GeoJsonFeatureResponse[];
}
