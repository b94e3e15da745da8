import path from 'node:path'
import { settings } from '#lib/env.ts'
import type { Settings } from '#lib/env.ts'
import { folderStore } from './folder-store.ts'
import { s3Store } from './s3-store.ts'

/** Where files of images lie. A file is written once, whole or not at all, and never changed. */
export type MediaStore = {
  put(fileName: string, bytes: Uint8Array): Promise<void>
  /** Null where there is no such file. */
  get(fileName: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Whether there is such a file with anything in it. */
  has(fileName: string): Promise<boolean>
  /** Files that are not there are as good as removed. */
  remove(fileNames: readonly string[]): Promise<void>
}

/** The store that the settings name: an S3-compatible one, or the folder `media` in the data folder. */
export function mediaStore(given: Settings = settings()): MediaStore {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = given
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return folderStore(path.join(given.AFTERWORD_DATA, 'media'))
  return s3Store({ endpoint: S3_ENDPOINT, bucket: S3_BUCKET, region: S3_REGION, keyId: S3_ACCESS_KEY_ID, secret: S3_SECRET_ACCESS_KEY })
}
