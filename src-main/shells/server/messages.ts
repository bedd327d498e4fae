/** What the window's process and the process that answers calls say to each other, beside the requests on the pipe. */
import { z } from 'zod'

/** From the window's process. Secrets come this way, since every user can read a command line. */
export const ToServer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    pipeSecret: z.string(),
    mintSecret: z.string(),
    catalogue: z.string().nullable(),
  }),
  /** The decoder that was asked for under this number runs; the port that comes with the message leads to it. */
  z.object({ type: z.literal('decoderStarted'), id: z.number(), pid: z.number().optional() }),
  z.object({ type: z.literal('decoderEnded'), id: z.number() }),
  z.object({ type: z.literal('close') }),
])
export type ToServer = z.infer<typeof ToServer>

export const FromServer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The catalogue is open elsewhere, and that place shows it now. */
  z.object({ type: z.literal('elsewhere') }),
  /** It cannot start; the sentence is for the person. */
  z.object({ type: z.literal('failed'), sentence: z.string() }),
  /** Which catalogue is open now. */
  z.object({ type: z.literal('catalogue'), path: z.string().nullable() }),
  /** Somebody started the program again on this catalogue. */
  z.object({ type: z.literal('show') }),
  z.object({ type: z.literal('reveal'), path: z.string() }),
  z.object({ type: z.literal('startDecoder'), id: z.number() }),
  z.object({ type: z.literal('endDecoder'), id: z.number() }),
])
export type FromServer = z.infer<typeof FromServer>
