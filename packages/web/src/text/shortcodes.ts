/** Emoji by the shortcodes that people type (names as in GitHub and Slack). Loaded on first use. */

const TABLE = `
smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂 rofl 🤣 slightly_smiling_face 🙂
upside_down_face 🙃 wink 😉 blush 😊 innocent 😇 heart_eyes 😍 star_struck 🤩 kissing_heart 😘 yum 😋
stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 zany_face 🤪 hugs 🤗 hugging_face 🤗 thinking 🤔 thinking_face 🤔
shushing_face 🤫 zipper_mouth_face 🤐 raised_eyebrow 🤨 neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏
unamused 😒 roll_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 drooling_face 🤤 mask 😷 sick 🤢
nauseated_face 🤢 sneezing_face 🤧 hot_face 🥵 cold_face 🥶 dizzy_face 😵 exploding_head 🤯 cowboy_hat_face 🤠
partying_face 🥳 sunglasses 😎 nerd_face 🤓 monocle_face 🧐 confused 😕 worried 😟 frowning_face ☹️ open_mouth 😮
astonished 😲 flushed 😳 pleading_face 🥺 fearful 😨 cold_sweat 😰 cry 😢 sob 😭 scream 😱 disappointed 😞 sweat 😓
weary 😩 tired_face 😫 yawning_face 🥱 triumph 😤 rage 😡 angry 😠 skull 💀 poop 💩 hankey 💩 clown_face 🤡 ghost 👻
alien 👽 robot 🤖 smiley_cat 😺 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 heart ❤️ red_heart ❤️
orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍
broken_heart 💔 two_hearts 💕 sparkling_heart 💖 100 💯 boom 💥 collision 💥 dizzy 💫 sweat_drops 💦 dash 💨 zzz 💤
wave 👋 raised_hand ✋ hand ✋ vulcan_salute 🖖 ok_hand 👌 pinched_fingers 🤌 v ✌️ crossed_fingers 🤞 metal 🤘
call_me_hand 🤙 point_left 👈 point_right 👉 point_up_2 👆 point_down 👇 point_up ☝️ +1 👍 thumbsup 👍 -1 👎
thumbsdown 👎 fist ✊ facepunch 👊 punch 👊 clap 👏 raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️
muscle 💪 brain 🧠 eyes 👀 eye 👁️ ear 👂 baby 👶 facepalm 🤦 shrug 🤷 running 🏃 dancer 💃 family 👪 dog 🐶 cat 🐱
mouse 🐭 rabbit 🐰 fox_face 🦊 bear 🐻 panda_face 🐼 tiger 🐯 lion 🦁 cow 🐮 pig 🐷 frog 🐸 monkey 🐒 chicken 🐔
penguin 🐧 bird 🐦 unicorn 🦄 bee 🐝 bug 🐛 butterfly 🦋 snail 🐌 turtle 🐢 snake 🐍 octopus 🐙 crab 🦀 whale 🐳
dolphin 🐬 fish 🐟 shark 🦈 bouquet 💐 cherry_blossom 🌸 rose 🌹 sunflower 🌻 seedling 🌱 evergreen_tree 🌲 cactus 🌵
four_leaf_clover 🍀 maple_leaf 🍁 mushroom 🍄 earth_africa 🌍 full_moon 🌕 sunny ☀️ sun ☀️ star ⭐ star2 🌟 sparkles ✨
cloud ☁️ rain 🌧️ umbrella ☔ snowflake ❄️ snowman ⛄ zap ⚡ fire 🔥 rainbow 🌈 ocean 🌊 apple 🍎 banana 🍌 lemon 🍋
watermelon 🍉 strawberry 🍓 cherries 🍒 peach 🍑 tomato 🍅 avocado 🥑 carrot 🥕 corn 🌽 hot_pepper 🌶️ bread 🍞
croissant 🥐 cheese 🧀 egg 🥚 pizza 🍕 hamburger 🍔 fries 🍟 taco 🌮 burrito 🌯 popcorn 🍿 sushi 🍣 ramen 🍜
spaghetti 🍝 icecream 🍦 doughnut 🍩 cookie 🍪 birthday 🎂 cake 🍰 chocolate_bar 🍫 candy 🍬 coffee ☕ tea 🍵 beer 🍺
beers 🍻 wine_glass 🍷 cocktail 🍸 champagne 🍾 clinking_glasses 🥂 tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁
christmas_tree 🎄 jack_o_lantern 🎃 trophy 🏆 medal 🏅 1st_place_medal 🥇 soccer ⚽ basketball 🏀 tennis 🎾 dart 🎯
bowling 🎳 video_game 🎮 game_die 🎲 chess_pawn ♟️ jigsaw 🧩 art 🎨 musical_note 🎵 notes 🎶 guitar 🎸 microphone 🎤
headphones 🎧 movie_camera 🎥 camera 📷 tv 📺 computer 💻 keyboard ⌨️ phone ☎️ telephone ☎️ iphone 📱 battery 🔋
electric_plug 🔌 bulb 💡 flashlight 🔦 book 📖 books 📚 newspaper 📰 memo 📝 pencil 📝 pencil2 ✏️ email 📧 envelope ✉️
package 📦 calendar 📅 date 📅 chart_with_upwards_trend 📈 pushpin 📌 paperclip 📎 scissors ✂️ lock 🔒 unlock 🔓 key 🔑
hammer 🔨 wrench 🔧 gear ⚙️ link 🔗 magnet 🧲 microscope 🔬 telescope 🔭 pill 💊 bomb 💣 hourglass ⌛ watch ⌚
alarm_clock ⏰ stopwatch ⏱️ money_bag 💰 moneybag 💰 dollar 💵 gem 💎 crown 👑 car 🚗 taxi 🚕 bus 🚌 train 🚆 bike 🚲
bicycle 🚲 airplane ✈️ rocket 🚀 ship 🚢 sailboat ⛵ anchor ⚓ house 🏠 office 🏢 school 🏫 hospital 🏥 tent ⛺
construction 🚧 rotating_light 🚨 warning ⚠️ no_entry ⛔ stop_sign 🛑 recycle ♻️ white_check_mark ✅ check ✅
heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ question ❓ exclamation ❗ bangbang ‼️ infinity ♾️ arrow_up ⬆️
arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ new 🆕 ok 🆗 sos 🆘 red_circle 🔴 large_blue_circle 🔵 bell 🔔
no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 thought_balloon 💭 checkered_flag 🏁 white_flag 🏳️ rainbow_flag 🏳️‍🌈
`;

/** Without the colons, lower case. */
export const shortcodes: ReadonlyMap<string, string> = new Map(
  Array.from(TABLE.trim().matchAll(/(\S+)\s+(\S+)/g), ([, name = "", picture = ""]) => [name, picture]),
);
