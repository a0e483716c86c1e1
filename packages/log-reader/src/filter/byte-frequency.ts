/**
 * The bytes of log lines, the most common first, as counted in lines of this format with English and
 * Italian messages. Only how fast a search is depends on it, never what it finds.
 */
const BY_FREQUENCY =
  "\"e:,at0o1i2nrdsm3l5486p79-cuhgv}{IT.ENbfGOU wDAzCMBkqxyRSLj_PVH/FKQXWJYZ@+=!?'()#&*%;<>[]";
/** Shares of a byte in lines: the first, and by how much each next one is rarer. */
const HIGHEST_SHARE = 0.08;
const DECAY = 0.955;
/** Letters of other scripts begin with few bytes and go on with many. */
const LEAD_SHARE = 0.02;
const CONTINUATION_SHARE = 0.004;
const UNSEEN_SHARE = 0.0005;

const SHARES: Float64Array = countShares();

/** A rough share of one byte among all bytes of log lines. */
export function byteShare(byte: number): number {
  return SHARES[byte] ?? UNSEEN_SHARE;
}

function countShares(): Float64Array {
  const shares = new Float64Array(256).fill(UNSEEN_SHARE);
  shares.fill(CONTINUATION_SHARE, 0x80, 0xc0);
  shares.fill(LEAD_SHARE, 0xc0);
  for (let rank = 0; rank < BY_FREQUENCY.length; rank += 1) {
    shares[BY_FREQUENCY.charCodeAt(rank)] = HIGHEST_SHARE * DECAY ** rank;
  }
  return shares;
}
