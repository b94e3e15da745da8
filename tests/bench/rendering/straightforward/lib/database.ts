import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#database'

const shared = globalThis as typeof globalThis & { prisma?: PrismaClient }

export const prisma = (shared.prisma ??= new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL ?? '' }) }))
