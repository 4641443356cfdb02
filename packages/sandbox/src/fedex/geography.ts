/**
 * Where postal codes lie, coarsely: enough for zones and transit times, and to know a code that no country has.
 *
 * US: the centre of each first-two-digits ZIP area; three-digit prefixes that the USPS has not assigned are unknown.
 * DE: the centre of each two-digit Leitregion; 00, 05, 43 and 62 do not exist. Elsewhere: format of the code and the country's centre.
 */

export interface Place {
  countryCode: string
  postalCode: string
  latitude: number
  longitude: number
}

type Point = readonly [latitude: number, longitude: number]

const US_UNASSIGNED = new Set(
  (
    '000 001 002 003 004 213 269 343 345 348 353 419 428 429 517 518 519 529 533 536 552 568 578 579 589 621 632 642 643 ' +
    '659 663 682 694 695 696 697 698 699 702 709 715 732 742 771 817 818 819 839 848 849 854 858 861 862 866 867 868 869 ' +
    '876 886 887 888 892 896 899 909 929 987'
  ).split(' '),
)

// Two digits, latitude, longitude.
const US_CENTRES = `
00 18.4 -66.1|01 42.3 -72.5|02 41.9 -71.1|03 43.3 -71.5|04 44.3 -69.8|05 44.0 -72.7|06 41.6 -72.7|07 40.8 -74.2|08 39.9 -74.8|09 40.7 -74.0
10 40.8 -73.9|11 40.7 -73.7|12 42.5 -73.8|13 43.1 -75.6|14 42.9 -78.3|15 40.4 -79.9|16 41.4 -79.5|17 40.2 -76.8|18 41.0 -75.7|19 40.0 -75.4
20 38.9 -77.0|21 39.2 -76.6|22 38.4 -78.0|23 37.2 -76.9|24 37.2 -80.1|25 38.2 -81.7|26 39.2 -80.4|27 35.9 -79.2|28 35.2 -79.6|29 34.0 -81.0
30 33.7 -84.2|31 31.9 -82.9|32 29.7 -82.0|33 26.3 -80.5|34 27.8 -82.0|35 33.6 -86.8|36 31.8 -86.6|37 35.8 -86.0|38 35.3 -89.4|39 32.5 -89.8
40 37.9 -85.3|41 38.0 -83.5|42 37.1 -87.0|43 40.1 -82.9|44 41.1 -81.4|45 39.5 -83.6|46 40.2 -86.0|47 39.0 -86.3|48 42.6 -83.4|49 43.0 -85.4
50 41.9 -93.5|51 42.4 -95.8|52 41.9 -91.4|53 43.1 -88.4|54 44.6 -89.4|55 44.8 -93.3|56 45.6 -95.2|57 44.0 -98.7|58 47.3 -99.2|59 46.9 -109.6
60 41.9 -88.0|61 40.7 -89.6|62 39.2 -89.3|63 38.7 -90.9|64 39.3 -94.3|65 37.9 -92.7|66 38.8 -95.7|67 38.0 -98.4|68 41.2 -97.0|69 41.4 -101.2
70 30.0 -90.9|71 32.2 -93.0|72 35.1 -92.5|73 35.2 -97.9|74 36.0 -95.7|75 32.7 -96.4|76 32.2 -98.0|77 29.7 -95.6|78 28.8 -98.6|79 33.0 -101.8
80 39.6 -104.9|81 38.2 -106.0|82 43.0 -107.0|83 43.4 -114.0|84 40.5 -111.8|85 33.2 -112.0|86 35.2 -112.4|87 35.1 -106.6|88 33.0 -106.0|89 38.5 -116.8
90 34.0 -118.3|91 34.1 -117.9|92 33.5 -117.2|93 35.8 -119.4|94 37.7 -122.2|95 38.0 -121.2|96 40.5 -122.3|97 44.6 -122.6|98 47.4 -122.3|99 47.4 -118.4`

const DE_CENTRES = `
01 51.1 13.7|02 51.2 14.6|03 51.7 14.3|04 51.3 12.4|06 51.5 11.9|07 50.8 11.8|08 50.6 12.5|09 50.8 13.0|10 52.5 13.4|12 52.4 13.4
13 52.6 13.4|14 52.4 13.0|15 52.4 14.2|16 52.9 13.4|17 53.6 13.4|18 54.1 12.4|19 53.5 11.6|20 53.6 10.0|21 53.4 10.0|22 53.6 10.1
23 53.9 10.7|24 54.4 9.9|25 54.2 9.2|26 53.3 7.8|27 53.3 8.8|28 53.1 8.8|29 52.8 10.4|30 52.4 9.7|31 52.2 9.6|32 52.1 8.7
33 51.9 8.6|34 51.3 9.4|35 50.6 8.7|36 50.6 9.8|37 51.5 9.9|38 52.2 10.6|39 52.1 11.6|40 51.2 6.8|41 51.2 6.4|42 51.2 7.2
44 51.5 7.4|45 51.5 7.0|46 51.7 6.6|47 51.4 6.6|48 52.0 7.6|49 52.4 7.9|50 50.9 6.9|51 51.0 7.1|52 50.8 6.2|53 50.7 7.1
54 49.9 6.7|55 49.9 8.1|56 50.4 7.5|57 50.9 8.0|58 51.3 7.6|59 51.6 8.0|60 50.1 8.7|61 50.3 8.6|63 50.1 9.1|64 49.8 8.7
65 50.1 8.2|66 49.3 7.0|67 49.4 8.2|68 49.5 8.5|69 49.4 8.7|70 48.8 9.2|71 48.8 9.2|72 48.4 9.1|73 48.7 9.7|74 49.2 9.5
75 48.8 8.7|76 49.0 8.4|77 48.4 8.0|78 47.9 8.6|79 47.9 7.8|80 48.1 11.6|81 48.1 11.6|82 47.9 11.3|83 47.8 12.3|84 48.5 12.3
85 48.4 11.7|86 48.3 10.8|87 47.8 10.3|88 47.8 9.6|89 48.5 10.1|90 49.5 11.1|91 49.4 10.9|92 49.4 12.1|93 49.0 12.2|94 48.7 13.1
95 50.1 11.8|96 50.0 10.9|97 49.9 9.9|98 50.6 10.7|99 51.0 11.0`

const points = (text: string): ReadonlyMap<string, Point> =>
  new Map(
    text
      .trim()
      .split(/[|\n]/)
      .map((entry): [string, Point] => {
        const [prefix = '', latitude, longitude] = entry.trim().split(' ')
        return [prefix, [Number(latitude), Number(longitude)]]
      }),
  )

const usCentres = points(US_CENTRES)
const deCentres = points(DE_CENTRES)

export type Region = 'US' | 'CA' | 'EU' | 'EUROPE' | 'AMERICAS' | 'ASIA' | 'OCEANIA' | 'AFRICA'

interface Country {
  region: Region
  centre: Point
  /** Null where the country has no postal codes. */
  postal: RegExp | null
}

const four = /^\d{4}$/
const five = /^\d{5}$/
const six = /^\d{6}$/

const COUNTRIES: Readonly<Record<string, Country>> = {
  US: { region: 'US', centre: [39.8, -98.6], postal: /^\d{5}(-\d{4})?$/ },
  CA: { region: 'CA', centre: [45.4, -75.7], postal: /^[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d$/ },
  MX: { region: 'AMERICAS', centre: [19.4, -99.1], postal: five },
  BR: { region: 'AMERICAS', centre: [-23.6, -46.6], postal: /^\d{5}-?\d{3}$/ },
  DE: { region: 'EU', centre: [51.2, 10.4], postal: five },
  AT: { region: 'EU', centre: [47.9, 14.6], postal: four },
  BE: { region: 'EU', centre: [50.8, 4.4], postal: four },
  BG: { region: 'EU', centre: [42.7, 23.3], postal: four },
  HR: { region: 'EU', centre: [45.8, 16.0], postal: five },
  CY: { region: 'EU', centre: [35.2, 33.4], postal: four },
  CZ: { region: 'EU', centre: [50.1, 14.4], postal: /^\d{3} ?\d{2}$/ },
  DK: { region: 'EU', centre: [55.7, 12.6], postal: four },
  EE: { region: 'EU', centre: [59.4, 24.8], postal: five },
  ES: { region: 'EU', centre: [40.4, -3.7], postal: /^(0[1-9]|[1-4]\d|5[0-2])\d{3}$/ },
  FI: { region: 'EU', centre: [60.2, 24.9], postal: five },
  FR: { region: 'EU', centre: [48.9, 2.4], postal: five },
  GR: { region: 'EU', centre: [38.0, 23.7], postal: /^\d{3} ?\d{2}$/ },
  HU: { region: 'EU', centre: [47.5, 19.0], postal: four },
  IE: { region: 'EU', centre: [53.3, -6.3], postal: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/ },
  IT: { region: 'EU', centre: [42.5, 12.5], postal: five },
  LT: { region: 'EU', centre: [54.7, 25.3], postal: /^(LT-)?\d{5}$/ },
  LU: { region: 'EU', centre: [49.6, 6.1], postal: four },
  LV: { region: 'EU', centre: [56.9, 24.1], postal: /^(LV-)?\d{4}$/ },
  MT: { region: 'EU', centre: [35.9, 14.5], postal: /^[A-Z]{3} ?\d{4}$/ },
  NL: { region: 'EU', centre: [52.2, 5.3], postal: /^\d{4} ?[A-Z]{2}$/ },
  PL: { region: 'EU', centre: [52.2, 21.0], postal: /^\d{2}-\d{3}$/ },
  PT: { region: 'EU', centre: [38.7, -9.1], postal: /^\d{4}(-\d{3})?$/ },
  RO: { region: 'EU', centre: [44.4, 26.1], postal: six },
  SE: { region: 'EU', centre: [59.3, 18.1], postal: /^\d{3} ?\d{2}$/ },
  SI: { region: 'EU', centre: [46.1, 14.5], postal: four },
  SK: { region: 'EU', centre: [48.1, 17.1], postal: /^\d{3} ?\d{2}$/ },
  CH: { region: 'EUROPE', centre: [46.9, 8.2], postal: four },
  GB: { region: 'EUROPE', centre: [51.5, -0.1], postal: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/ },
  LI: { region: 'EUROPE', centre: [47.2, 9.5], postal: four },
  NO: { region: 'EUROPE', centre: [59.9, 10.8], postal: four },
  TR: { region: 'EUROPE', centre: [41.0, 29.0], postal: five },
  AU: { region: 'OCEANIA', centre: [-33.9, 151.2], postal: four },
  NZ: { region: 'OCEANIA', centre: [-36.8, 174.8], postal: four },
  CN: { region: 'ASIA', centre: [31.2, 121.5], postal: six },
  HK: { region: 'ASIA', centre: [22.3, 114.2], postal: null },
  IN: { region: 'ASIA', centre: [19.1, 72.9], postal: six },
  JP: { region: 'ASIA', centre: [35.7, 139.7], postal: /^\d{3}-?\d{4}$/ },
  KR: { region: 'ASIA', centre: [37.6, 127.0], postal: five },
  SG: { region: 'ASIA', centre: [1.4, 103.8], postal: six },
  AE: { region: 'ASIA', centre: [25.2, 55.3], postal: null },
  ZA: { region: 'AFRICA', centre: [-26.2, 28.0], postal: four },
}

/** The region a country ships in, or undefined where this carrier does not go. */
export const regionOf = (countryCode: string): Region | undefined => COUNTRIES[countryCode]?.region

/** The place of a postal code, or undefined when the country has no such code. */
export function locate(countryCode: string, postalCode: string): Place | undefined {
  const country = COUNTRIES[countryCode]
  const code = postalCode.trim().toUpperCase()
  if (!country || (country.postal && !country.postal.test(code))) return undefined
  let point: Point | undefined = country.centre
  if (countryCode === 'US') point = US_UNASSIGNED.has(code.slice(0, 3)) ? undefined : usCentres.get(code.slice(0, 2))
  else if (countryCode === 'DE') point = deLocate(code)
  return point && { countryCode, postalCode: code, latitude: point[0], longitude: point[1] }
}

// 11 belongs to the post's bulk customers in Berlin and has no area of its own.
const deLocate = (code: string): Point | undefined => deCentres.get(code.startsWith('11') ? '10' : code.slice(0, 2))

/** Great-circle distance in kilometres (haversine). */
export function distanceKm(a: Place, b: Place): number {
  const rad = Math.PI / 180
  const dLat = (b.latitude - a.latitude) * rad
  const dLon = (b.longitude - a.longitude) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(dLon / 2) ** 2
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)))
}
