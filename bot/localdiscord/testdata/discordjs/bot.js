// A bot with discord.js, written as its users write theirs: only the address
// of the API is another. TestDiscordJS plays a story with it; the bot in
// ../disgo must show a member the same, but for /panel, which disgo cannot. It
// leaves when its input ends.
import { ActionRowBuilder, AttachmentBuilder, ButtonBuilder, ButtonStyle, Client, ContainerBuilder, Events, GatewayIntentBits, LabelBuilder,
  MessageFlags, ModalBuilder, PermissionFlagsBits, SlashCommandBuilder, StringSelectMenuBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
  rest: { api: process.env.LOCALDISCORD_URL + '/api' },
});

const commands = [
  new SlashCommandBuilder().setName('quiz').setDescription('Start a quiz')
    .addStringOption((o) => o.setName('bank').setDescription('Which bank').setRequired(true).setAutocomplete(true))
    .addIntegerOption((o) => o.setName('questions').setDescription('How many').setMinValue(1).setMaxValue(20))
    .addBooleanOption((o) => o.setName('hard').setDescription('Only hard ones'))
    .addUserOption((o) => o.setName('for').setDescription('Who plays')),
  new SlashCommandBuilder().setName('schedule').setDescription('Schedules').setDefaultMemberPermissions(PermissionFlagsBits.SendMessages)
    .addSubcommandGroup((g) => g.setName('daily').setDescription('Each day')
      .addSubcommand((s) => s.setName('add').setDescription('Add one')
        .addStringOption((o) => o.setName('time').setDescription('When').setRequired(true)
          .addChoices({ name: 'morning', value: '09:00' }, { name: 'evening', value: '18:00' })))),
  new SlashCommandBuilder().setName('post').setDescription('Write into the channel'),
  new SlashCommandBuilder().setName('panel').setDescription('Components of the second version'),
];

const buttons = (...list) => new ActionRowBuilder().addComponents(list);
const three = () => new ButtonBuilder().setCustomId('three').setLabel('Three').setStyle(ButtonStyle.Primary);
const why = () => new ButtonBuilder().setCustomId('why').setLabel('Say why').setStyle(ButtonStyle.Secondary).setEmoji('🐙');
const topics = () => new ActionRowBuilder().addComponents(new StringSelectMenuBuilder().setCustomId('topics').setPlaceholder('Topics')
  .setMinValues(1).setMaxValues(2).addOptions({ label: 'Cells', value: 'cells' }, { label: 'Genes', value: 'genes' }, { label: 'Seas', value: 'seas' }));

async function answer(i) {
  if (i.isAutocomplete()) {
    const typed = i.options.getFocused();
    await i.respond([{ name: `The ${typed}a, ${i.options.getInteger('questions')} questions`, value: typed + 'a' }]);
  } else if (i.isChatInputCommand()) {
    await { quiz, schedule, post, panel }[i.commandName](i);
  } else if (i.isStringSelectMenu()) {
    await i.deferUpdate();
    await i.editReply({ content: 'Chosen: ' + i.values.join(' and ') });
  } else if (i.isButton() && i.customId === 'three') {
    await i.update({ content: 'Right.', embeds: [], components: [buttons(why()), topics()] });
  } else if (i.isButton() && i.customId === 'rate') {
    await i.showModal(new ModalBuilder().setCustomId('rating').setTitle('Rate it').addLabelComponents(
      new LabelBuilder().setLabel('Topics').setStringSelectMenuComponent(topics().components[0].setRequired(true)),
      new LabelBuilder().setLabel('Reason').setDescription('In a few words')
        .setTextInputComponent(new TextInputBuilder().setCustomId('reason').setStyle(TextInputStyle.Paragraph).setRequired(false))));
  } else if (i.isModalSubmit() && i.customId === 'rating') {
    await i.update({ components: [new ContainerBuilder().addTextDisplayComponents((t) =>
      t.setContent(`Rated ${i.fields.getStringSelectValues('topics').join(' and ')}: ${i.fields.getTextInputValue('reason')}`))] });
  } else if (i.isButton()) {
    await i.showModal(new ModalBuilder().setCustomId('form').setTitle('Why?').addComponents(new ActionRowBuilder().addComponents(
      new TextInputBuilder().setCustomId('reason').setLabel('Reason').setStyle(TextInputStyle.Short).setMinLength(3).setMaxLength(40))));
  } else if (i.isModalSubmit()) {
    await i.reply({ content: `You said: ${i.fields.getTextInputValue('reason')}`, flags: MessageFlags.Ephemeral });
  }
}

async function quiz(i) {
  await i.deferReply({ flags: MessageFlags.Ephemeral });
  const o = i.options;
  await i.editReply({
    content: `${o.getString('bank')}, ${o.getInteger('questions')} questions, hard: ${o.getBoolean('hard')}, for ${o.getUser('for').username}, ` +
      `asked by ${i.member.user.username} in #${i.channel.name} of ${i.guild.name}, may post: ${i.appPermissions.has(PermissionFlagsBits.SendMessages)}`,
    embeds: [{ title: 'Question 1', description: 'How many hearts has an octopus?', color: 0x3366cc, fields: [{ name: 'Points', value: '1' }] }],
    components: [buttons(three(), why()), topics()],
  });
  await i.followUp({ content: 'Take your time.', flags: MessageFlags.Ephemeral });
}

async function schedule(i) {
  const path = [i.commandName, i.options.getSubcommandGroup(), i.options.getSubcommand(), i.options.getString('time')].join(' ');
  const sent = await i.reply({ content: 'One moment.', withResponse: true });
  await i.editReply(`${path}, instead of: ${sent.resource.message.content}`);
}

async function post(i) {
  await i.deferReply();
  const first = await i.channel.send({ content: 'Message 1', files: [{ attachment: Buffer.from('notes\n'), name: 'notes.txt' }] });
  await first.reply({ content: 'Message 2', allowedMentions: { parse: [] } });
  for (let n = 3; n <= 7; n++) await i.channel.send(`Message ${n}`);
  await first.edit('Message 1, edited');
  await first.react('👍');
  const last = await i.channel.send('gone soon');
  await last.delete();
  const kept = await i.channel.messages.fetch({ limit: 50, after: first.id });
  await i.editReply(`Posted ${kept.size} after the first.`);
}

async function panel(i) {
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const box = new ContainerBuilder().setAccentColor(0x3366cc)
    .addTextDisplayComponents((t) => t.setContent('## Octopuses'))
    .addSeparatorComponents((s) => s.setDivider(true))
    .addSectionComponents((s) => s.addTextDisplayComponents((t) => t.setContent('Three hearts.'))
      .setButtonAccessory((b) => b.setCustomId('rate').setLabel('Rate').setStyle(ButtonStyle.Success)))
    .addMediaGalleryComponents((g) => g.addItems((item) => item.setURL('attachment://dot.png').setDescription('A dot')));
  await i.reply({ components: [box], flags: MessageFlags.IsComponentsV2, files: [new AttachmentBuilder(picture, { name: 'dot.png' })] });
}

client.once(Events.ClientReady, () => client.application.commands.set(commands).catch(fail));
client.on(Events.InteractionCreate, (i) => answer(i).catch(fail));
client.on(Events.ShardResume, () => console.log('resumed'));
client.on(Events.Error, fail);
client.on(Events.Warn, fail);
process.on('warning', fail);

function fail(problem) {
  console.error(problem); // whatever is written here fails the test
}

process.stdin.resume().on('end', () => client.destroy().then(() => process.exit()));
await client.login(process.env.LOCALDISCORD_TOKEN);
