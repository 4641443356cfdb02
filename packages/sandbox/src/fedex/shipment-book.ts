import { randomInt } from 'node:crypto'
import { StateFile } from '../server/state-file.ts'
import { addDays, dayOf } from './calendar.ts'
import { failure } from './errors.ts'
import { hubOf, SCANS, USUAL_WAY, type ScanCode } from './scans.ts'
import { localTime, zoneAt } from './time-zones.ts'

export interface PlaceOfScan {
  city: string
  stateOrProvinceCode?: string
  postalCode: string
  countryCode: string
}

export interface Scan {
  code: ScanCode
  /** Local time with its offset. */
  date: string
  place: PlaceOfScan
  exception?: { code: string; description: string }
}

export interface BookedParcel {
  trackingNumber: string
  masterTrackingNumber: string
  references: { customerReferenceType?: string; value?: string }[]
  serviceType: string
  serviceName: string
  carrierCode: string
  weight: { units: 'KG' | 'LB'; value: number }
  from: PlaceOfScan
  to: PlaceOfScan
  shipDay: string
  scans: Scan[]
}

export interface BookedPickup {
  confirmationCode: string
  location: string
  carrierCode: string
  /** YYYY-MM-DD */
  day: string
  packages: number
  cancelled: boolean
}

export interface Books {
  parcels: BookedParcel[]
  /** Of long ago, whose numbers were given out again. */
  earlier: BookedParcel[]
  pickups: BookedPickup[]
}

/** Weights of the check digit of a twelve-digit number of FedEx Express. */
const WEIGHTS = [3, 1, 7]

/** What FedEx remembers: labels that were bought, where the parcels are, and who comes to fetch them. */
export class ShipmentBook {
  #parcels = new Map<string, BookedParcel>()
  #earlier: BookedParcel[] = []
  #pickups: BookedPickup[] = []
  #next = randomInt(10_000_000, 900_000_000)
  readonly #file: StateFile<Books>

  constructor(
    stateFile: string | undefined,
    private readonly now: () => Date,
  ) {
    const before = StateFile.load<Books>(stateFile)
    for (const parcel of before?.parcels ?? []) this.#parcels.set(parcel.trackingNumber, parcel)
    this.#earlier = before?.earlier ?? []
    this.#pickups = before?.pickups ?? []
    this.#file = new StateFile(stateFile, () => this.state())
  }

  state(): Books {
    return { parcels: [...this.#parcels.values()], earlier: this.#earlier, pickups: this.#pickups }
  }

  reset(): void {
    this.#parcels.clear()
    this.#earlier = []
    this.#pickups = []
    this.#file.touch()
  }

  flush(): void {
    this.#file.flush()
  }

  newTrackingNumber(): string {
    this.#next += 1
    const digits = `79${String(this.#next).padStart(9, '0')}`
    const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * WEIGHTS[at % 3]!, 0)
    return `${digits}${(sum % 11) % 10}`
  }

  book(parcel: Omit<BookedParcel, 'scans'>): void {
    this.#parcels.set(parcel.trackingNumber, { ...parcel, scans: [] })
    this.scan(parcel.trackingNumber, 'OC')
  }

  find(trackingNumber: string): BookedParcel | undefined {
    return this.#parcels.get(trackingNumber)
  }

  /** The number was somebody's before, whose parcel was handed over in that week: FedEx gives numbers out again. Throws RangeError for a number that nobody has. */
  wasUsed(trackingNumber: string, shippedAt: Date): void {
    const parcel = this.find(trackingNumber)
    if (!parcel) throw new RangeError(`There is no parcel ${trackingNumber}.`)
    const dates = [shippedAt, addDays(shippedAt, 3)].map((day) => localTime(day, 'UTC'))
    const scans: Scan[] = [
      { code: 'PU', date: dates[0]!, place: parcel.from },
      { code: 'DL', date: dates[1]!, place: parcel.to },
    ]
    this.#earlier.push({ ...parcel, masterTrackingNumber: '', shipDay: dayOf(shippedAt), scans })
    this.#file.touch()
  }

  /** Every parcel that has or had a number, the earliest first, of those that were to leave in these days (YYYY-MM-DD). */
  whoHad(trackingNumber: string, { from = '', to = '9999' }: { from?: string; to?: string }): BookedParcel[] {
    const now = this.find(trackingNumber)
    return [...this.#earlier.filter((one) => one.trackingNumber === trackingNumber), ...(now ? [now] : [])].filter(
      ({ shipDay }) => from <= shipDay && shipDay <= to,
    )
  }

  /** All parcels of the shipment that a number, of the whole or of a part, belongs to. */
  together(trackingNumber: string): BookedParcel[] {
    const master = this.find(trackingNumber)?.masterTrackingNumber
    return [...this.#parcels.values()].filter((one) => master !== undefined && one.masterTrackingNumber === master)
  }

  /** Writes down what happened to a parcel. Throws RangeError for a number that nobody has, and where nothing happens any more. */
  scan(trackingNumber: string, code: ScanCode, said: { at?: Date; exception?: Scan['exception'] } = {}): BookedParcel {
    const parcel = this.find(trackingNumber)
    if (!parcel) throw new RangeError(`There is no parcel ${trackingNumber}.`)
    const last = parcel.scans.at(-1)?.code
    if (last === 'CA' || last === 'DL')
      throw new RangeError(`Parcel ${trackingNumber} is ${SCANS[last].status.toLowerCase()}.`)
    const at = SCANS[code].at
    const place = at === 'origin' ? parcel.from : at === 'hub' ? hubOf(parcel.from.countryCode) : parcel.to
    const date = localTime(said.at ?? this.now(), zoneAt(place.countryCode, place.postalCode))
    parcel.scans.push({ code, date, place, ...(said.exception ? { exception: said.exception } : {}) })
    this.#file.touch()
    return parcel
  }

  /** What usually comes after the last scan. */
  nextOf(trackingNumber: string): ScanCode {
    const last = this.find(trackingNumber)?.scans.at(-1)?.code ?? 'OC'
    const usual = last === 'DE' ? 'OD' : last === 'DP' ? 'IT' : USUAL_WAY[USUAL_WAY.indexOf(last) + 1]
    return usual ?? 'DL'
  }

  /** Deletes a shipment that FedEx does not have yet. Throws FedEx's 400. */
  cancel(trackingNumber: string): void {
    const parcels = this.together(trackingNumber)
    if (parcels.length === 0 || parcels.some(({ scans }) => scans.at(-1)?.code === 'CA'))
      throw failure(
        400,
        'TRACKINGNUMBER.ENTERED.INVALID',
        'Please enter a valid tracking number. The shipment is unknown or was cancelled before.',
      )
    if (parcels.some(({ scans }) => scans.length > 1))
      throw failure(
        400,
        'SHIPMENT.TENDERED.CANCELNOTALLOWED',
        'The shipment has already been tendered to FedEx and cannot be cancelled.',
      )
    for (const parcel of parcels) this.scan(parcel.trackingNumber, 'CA')
  }

  bookPickup(pickup: Omit<BookedPickup, 'confirmationCode' | 'cancelled'>): BookedPickup {
    const booked = { ...pickup, confirmationCode: String(this.#pickups.length + 1), cancelled: false }
    this.#pickups.push(booked)
    this.#file.touch()
    return booked
  }

  /** Throws FedEx's 400 where there is no such pickup. */
  cancelPickup(asked: { confirmationCode: string; day: string; carrierCode: string; location?: string }): void {
    const found = this.#pickups.find(
      ({ confirmationCode, day, carrierCode, location, cancelled }) =>
        !cancelled &&
        confirmationCode === asked.confirmationCode &&
        day === asked.day &&
        carrierCode === asked.carrierCode &&
        // a Ground pickup is known without its station
        (carrierCode === 'FDXG' || location === asked.location),
    )
    if (!found)
      throw failure(
        400,
        'PICKUP.CONFIRMATIONCODE.INVALID',
        'The pickup confirmation code, date or location is invalid. Please update and try again.',
      )
    found.cancelled = true
    this.#file.touch()
  }
}
