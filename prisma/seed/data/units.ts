import type { Text } from '../shape.ts'

export const units: { code: string; label: Text; labelPlural: Text; symbol: Text }[] = [
  { code: 'piece', label: ['piece', 'Stück'], labelPlural: ['pieces', 'Stück'], symbol: ['pc', 'St.'] },
  { code: 'box', label: ['box', 'Karton'], labelPlural: ['boxes', 'Kartons'], symbol: ['box', 'Krt.'] },
  { code: 'pack', label: ['pack', 'Packung'], labelPlural: ['packs', 'Packungen'], symbol: ['pk', 'Pck.'] },
  { code: 'pallet', label: ['pallet', 'Palette'], labelPlural: ['pallets', 'Paletten'], symbol: ['plt', 'Pal.'] },
  { code: 'metre', label: ['meter', 'Meter'], labelPlural: ['meters', 'Meter'], symbol: ['m', 'm'] },
  { code: 'kilogram', label: ['kilogram', 'Kilogramm'], labelPlural: ['kilograms', 'Kilogramm'], symbol: ['kg', 'kg'] },
  { code: 'litre', label: ['liter', 'Liter'], labelPlural: ['liters', 'Liter'], symbol: ['L', 'l'] },
  { code: 'roll', label: ['roll', 'Rolle'], labelPlural: ['rolls', 'Rollen'], symbol: ['roll', 'Rl.'] },
  { code: 'pair', label: ['pair', 'Paar'], labelPlural: ['pairs', 'Paar'], symbol: ['pr', 'Paar'] },
  { code: 'set', label: ['set', 'Satz'], labelPlural: ['sets', 'Sätze'], symbol: ['set', 'Satz'] },
]
