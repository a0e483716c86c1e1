/** Stands in every place of these events where Baileys has keys. */
export const SECRET = "key-material-4f1e9c";
const KEY_BYTES = Buffer.from(SECRET);

const CUSTOMER = "393331234567@s.whatsapp.net";
const LID = "138372841234567@lid";
const GROUP = "120363025246125486@g.us";
const AT = 1_795_428_930;

/** Events of a Baileys socket in their order, as they came, with names and numbers changed. */
export const RECORDED: readonly (readonly [event: string, payload: unknown])[] = [
  [
    "connection.update",
    { connection: "connecting", receivedPendingNotifications: false, qr: undefined },
  ],
  ["creds.update", { noiseKey: { private: KEY_BYTES, public: KEY_BYTES }, advSecretKey: SECRET }],
  ["connection.update", { connection: "open", isNewLogin: true }],
  [
    "messages.upsert",
    {
      type: "notify",
      messages: [
        {
          key: { remoteJid: CUSTOMER, fromMe: false, id: "3EB0AAAA01", addressingMode: "pn" },
          messageTimestamp: AT,
          pushName: "Anna Rossi",
          broadcast: false,
          message: {
            conversation: "Hello, is my order ready?",
            messageContextInfo: {
              deviceListMetadata: {
                senderKeyHash: KEY_BYTES,
                senderTimestamp: { low: AT, high: 0, unsigned: true },
              },
              messageSecret: KEY_BYTES,
            },
          },
        },
      ],
    },
  ],
  [
    "messages.upsert",
    {
      type: "append",
      messages: [
        {
          key: { remoteJid: CUSTOMER, fromMe: true, id: "3EB0BBBB01" },
          messageTimestamp: { low: AT + 1, high: 0, unsigned: true },
          status: 1,
          message: {
            extendedTextMessage: { text: "Hello! How can I help?" },
            messageContextInfo: { messageSecret: KEY_BYTES },
          },
        },
      ],
    },
  ],
  [
    "messages.update",
    [{ key: { remoteJid: CUSTOMER, fromMe: true, id: "3EB0BBBB01" }, update: { status: 3 } }],
  ],
  // The same person by the LID: the key says the number.
  [
    "messages.update",
    [
      {
        key: { remoteJid: LID, remoteJidAlt: CUSTOMER, fromMe: true, id: "3EB0BBBB01" },
        update: { status: 4 },
      },
    ],
  ],
  [
    "messages.upsert",
    {
      type: "notify",
      messages: [
        {
          key: {
            remoteJid: LID,
            remoteJidAlt: CUSTOMER,
            fromMe: false,
            id: "3EB0AAAA02",
            addressingMode: "lid",
          },
          messageTimestamp: AT + 60,
          pushName: "Anna Rossi",
          message: {
            ephemeralMessage: {
              message: {
                imageMessage: {
                  url: `https://mmg.whatsapp.net/v/t62?oh=${SECRET}`,
                  directPath: `/v/t62?oh=${SECRET}`,
                  mimetype: "image/jpeg",
                  caption: "The box",
                  fileSha256: Buffer.alloc(32, 7),
                  fileLength: { low: 48_213, high: 0, unsigned: true },
                  height: 1280,
                  width: 720,
                  mediaKey: KEY_BYTES,
                  fileEncSha256: KEY_BYTES,
                  jpegThumbnail: KEY_BYTES,
                },
              },
            },
          },
        },
      ],
    },
  ],
  [
    "messages.upsert",
    {
      type: "notify",
      messages: [
        {
          key: { remoteJid: CUSTOMER, fromMe: false, id: "3EB0AAAA03" },
          messageTimestamp: AT + 70,
          message: {
            reactionMessage: {
              key: { remoteJid: CUSTOMER, fromMe: true, id: "3EB0BBBB01" },
              text: "👍",
              senderTimestampMs: { low: 1, high: 418, unsigned: true },
            },
          },
        },
      ],
    },
  ],
  [
    "messages.upsert",
    {
      type: "notify",
      messages: [
        {
          key: {
            remoteJid: GROUP,
            fromMe: false,
            id: "3EB0CCCC01",
            participant: LID,
            participantAlt: CUSTOMER,
          },
          messageTimestamp: AT + 80,
          message: {
            senderKeyDistributionMessage: {
              groupId: GROUP,
              axolotlSenderKeyDistributionMessage: KEY_BYTES,
            },
            pollCreationMessageV3: {
              encKey: KEY_BYTES,
              name: "When?",
              options: [{ optionName: "Mon" }, { optionName: "Tue" }],
              selectableOptionsCount: 1,
            },
          },
        },
      ],
    },
  ],
];
