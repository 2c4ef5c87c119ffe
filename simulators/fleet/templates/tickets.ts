export type TicketKind = "incident" | "request" | "problem" | "change";

export interface TicketTemplate {
  topic: string;
  kind: TicketKind;
  title: string;
  body: string;
}

const KINDS: Record<string, TicketKind> = {
  i: "incident",
  r: "request",
  p: "problem",
  c: "change",
};

/**
 * `topic|kind|title|body`. In braces: host, model, app, room, name (a colleague), boss, site, n.
 * The first word of a topic decides KACE's queue and SysAid's category.
 */
const LINES = `
hardware|i|Laptop does not start|{host} shows the logo, then a black screen with a blinking cursor. I tried holding the power button three times. I have a customer call at 2, can somebody bring a spare?
hardware|i|{model} very slow since the update|Since the restart on Tuesday it takes ten minutes until I can open anything. The fan runs all the time. Task manager shows the disk at 100 %.
hardware|i|Blue screen twice today|{host} crashed twice, the second time in the middle of a presentation. Stop code was something with IRQL. It restarted by itself.
hardware|i|Keyboard: several keys do not work|The keys e, r and the arrow down only work when I press hard. No coffee involved, I promise.
hardware|i|Fan is extremely loud|{host} sounds like a vacuum cleaner even with only mail open. Colleagues in {room} complain.
hardware|i|USB ports dead on the left side|Neither mouse nor headset is seen on the left side of my {model}. The right side works.
hardware|i|Computer at line {n} restarts by itself|The PC at packing line {n} ({host}) restarts every hour or so. We cannot print labels while it does. Production is waiting!
hardware|i|Hinge of my notebook is broken|The right hinge came off when I opened it. The display still works but I cannot close the lid.
hardware|i|Webcam not found|The camera does not appear in Teams or Zoom any more. The little door is open. Already restarted.
hardware|i|No sound from headset|Other people cannot hear me since this morning. Same headset works on the laptop of {name}.
hardware|p|Several {model} freeze after docking|At least six people in {site} report that the notebook freezes for a minute after docking. All have the same BIOS. Collecting dumps.
hardware|c|BIOS update for all {model}|Roll out the vendor's BIOS with the thermal fix in three rings. Rollback: previous capsule, tested on four machines.
battery|i|Battery lasts only 40 minutes|I can hardly get through one meeting with {host}. Health report says 31 % of the design capacity.
battery|i|Notebook does not charge|The light on the charger is on but {host} stays at 4 %. Another charger makes no difference.
battery|i|Battery is swollen|The touchpad of my {model} is lifted and the case does not close. I switched it off and put it on the window sill. What shall I do with it?
battery|r|Second charger for home office|I work three days a week from home and carry the charger back and forth. {boss} agrees.
battery|r|Power bank for field work|For the service trips in {site} I would need something that charges the notebook.
battery|i|Laptop off although plugged in|Came in this morning and {host} was completely dead, though it was on the dock all night.
screen|i|Second monitor stays black|The monitor on the right is not found any more, after I came back from lunch. Cable reseated, other port tried.
screen|i|Dock disconnects every few minutes|Screen, network and mouse go away for some seconds, then come back. Happens on the dock in {room} only.
screen|i|Flickering display|The built-in display of {host} flickers when I move the lid. External screen is fine.
screen|i|Meeting room screen shows no signal|In {room} the big screen says no signal, with HDMI and with wireless. Board meeting at 3 pm.
screen|r|Larger monitor for CAD work|I need a 32 inch display for the drawings. My present one is a 22 inch. Cost centre is approved by {boss}.
screen|r|Monitor arm for desk {n}|Could facilities or IT mount an arm at desk {n}? Recommended by the occupational doctor.
screen|i|Wrong resolution after docking|Everything is huge after docking. I set it to 2560 x 1440 every morning and it forgets.
screen|p|Firmware of docks drops the network|All docks with firmware 01.00.36 lose the network when the notebook sleeps. Vendor case is open.
printer|i|Printer in {room} does not print|Jobs stay in the queue and vanish after a minute. Display says ready. Nobody on this floor can print.
printer|i|Paper jam that nobody can find|The printer on floor {n} reports a jam in tray 2. We opened every door twice.
printer|i|Labels print shifted by 5 mm|Since the change of the roll the barcode is cut off on the left. Scanner at goods-in cannot read it.
printer|i|Prints come out with stripes|Black stripe on the right margin of each page. New toner did not help.
printer|i|Scan to mail fails|The scan says connection error 0x4E. It worked yesterday.
printer|r|Toner for floor {n}|Black and cyan are below 10 %. Please order two of each.
printer|r|Install the colour printer for me|I moved to {site} and would like to print on the colour printer near the kitchen.
printer|i|Everyone gets my printouts|Follow-me print releases my jobs without a badge. I print salary letters, please look at it quickly.
printer|p|Print server spooler stops weekly|The spooler on the print server stops on most Mondays near 8. Dumps point at one driver.
printer|c|Replace print driver on all queues|Move every queue to the universal driver. Test group: accounting. Fallback: old driver stays installed.
phone|i|Phone receives no mail since password change|Mails stop at 7:40. The calendar is also old. I re-entered the password, no change.
phone|i|Display of my phone is broken|It fell out of the truck. Touch works only on the upper half. Number ends with {n}.
phone|r|New SIM for {name}|{name} changes to field service on the first of the month and needs a mobile contract with data.
phone|r|eSIM for a trip to Japan|I travel from the 12th to the 20th and need data there.
phone|i|Company portal says device not compliant|I cannot open Teams on the phone. It says I must update, but there is no update.
phone|i|Lost phone|I lost my company phone in the train to {site}. Please lock it. I reported it to the railway as well.
phone|r|Tablet for the shop floor inspection|Quality would like a rugged tablet for the inspection round at line {n}.
order|r|Notebook for new colleague {name}|{name} starts on Monday in our team. Standard notebook with dock, please. {boss} approves.
order|r|Workstation for simulation|The present machine takes 14 hours for one run. Requesting a mobile workstation with 64 GB.
order|r|Replacement for old desktop {host}|It is from 2018 and too slow for the new ERP client. It is on the refresh list.
order|r|Two headsets|Noise cancelling please, we sit next to the compressor room.
order|r|Ergonomic mouse|I have pain in my wrist. The doctor recommends a vertical mouse, left-handed.
order|r|Barcode scanners for warehouse|We need four more hand scanners before the season. Same type as the others.
order|r|Docking station for desk {n}|The desk got a monitor but no dock.
order|r|Loan notebook for a visitor|We have an auditor here for two weeks who needs internet and Office.
account|i|Cannot sign in to Windows|It says the user name or password is incorrect. I am sure about the password. I am at {site}.
account|i|Account locked again|This is the third time this week. Maybe an old phone still has my former password?
account|i|Forgot my password|Back from parental leave and I do not remember it. You can call me at extension {n}.
account|i|MFA prompt does not arrive|I got a new phone at the weekend and the authenticator is empty.
account|i|Password expired while travelling|I cannot connect to VPN to change it. I am in a hotel with bad reception.
account|i|Wrong name after marriage|My name changed in HR, but mail and Teams still show the old one.
account|r|Account for an external consultant|Consultant from our ERP partner, needed until the end of the quarter. NDA is signed.
account|r|Shared account for reception|The reception desk changes twice a day, they need one sign-in for the visitor system.
account|r|Please disable account of {name}|Last working day is Friday. Mail should go to me for four weeks.
account|p|Lockouts after each password change|We see 40 lockouts a week from the Wi-Fi profile that keeps the old password.
permission|r|Access to folder Finance reporting|I took over the monthly report from {name} and need write access. {boss} is the owner.
permission|r|Read access to project share P-{n}|For the tender I need to see the drawings of the project.
permission|r|SAP role for goods receipt|I help out in logistics in August and need transaction MIGO.
permission|r|Local administrator for device programming|The programming tool for the controllers does not run without. Only on {host}.
permission|r|Access to shared mailbox orders@|I am covering for {name} for three weeks.
permission|i|Access denied on my own project folder|Since the migration I can read, but not save. The deadline is tomorrow.
permission|i|Colleague can see confidential folder|{name} of another department can open our salary folder. This should not be possible!
permission|r|Remove access of former team members|Please take the five people in the list out of the group. List in the first comment.
email|i|Outlook does not open|It hangs at loading profile. Safe mode does the same.
email|i|Mails to customer come back|All mails to one customer come back with 550 5.7.1. They say our address is on a list.
email|i|Search in Outlook finds nothing|I can only find mails of the last week. Index says 0 items remaining.
email|i|Mailbox is full|I cannot send any more. I deleted all that I could. Please give me more room.
email|i|Meeting invitations appear one hour late|Invitations by {name} show the wrong time since the clock change. Others are right.
email|i|Calendar of {room} cannot be booked|The room declines every invitation, although it is free.
email|r|Distribution list for project team|Please create one for our project with the seven people below.
email|r|Out of office for {name}|{name} is ill and could not set it. Please refer to me.
email|i|Signature with old logo|My signature goes back to the old logo each morning.
email|p|Delayed delivery of external mail|Mails of outside take up to 40 minutes each day between 9 and 10. Gateway queue grows then.
email|c|Switch mail gateway to new certificates|The certificate ends this month. Change at Saturday 22:00, ten minutes without incoming mail.
office|i|Excel crashes with large file|The budget file (80 MB) crashes when I refresh the pivot. It works on the machine of {name}.
office|i|Word opens documents read-only|All documents from SharePoint open read-only. I have checked them in.
office|i|OneDrive stopped syncing|Red cross on the folder since Friday. Error 0x8004de40.
office|i|Teams shows me as away all day|Colleagues think that I am not working :(
office|i|Teams call quality is bad|People hear me like a robot, mostly in the afternoon, in {room}.
office|i|Macro blocked in shared workbook|The monthly macro is blocked with a red bar. We need it for the closing today.
office|i|PDF cannot be saved from Word|It says the file may be open in another program; it is not.
office|r|Restore an older version of a file|Someone overwrote the price list in the team folder on Tuesday near 4 pm.
office|r|Visio for process drawings|I need to draw the new approval process for the audit. {boss} agreed.
office|i|Fonts look wrong after update|The corporate font is replaced by something else in all slides.
install|r|Please install {app}|I need {app} on {host} for a project that starts next week. Licence comes from cost centre {n}.
install|r|Update {app} to the current version|The customer sends files that my version cannot open.
install|r|Python and VS Code for data analysis|For a training I need both, with the permission to install packages.
install|r|Uninstall {app}|I no longer need it and the licence could go to {name}.
install|i|{app} asks for a licence key|It ran until yesterday. Now it says the trial has ended.
install|i|{app} does not start after update|Double click, hourglass, nothing. Event log shows an application error.
install|i|Software centre is empty|There should be the list of programs, but the page stays white.
install|c|Deploy {app} to engineering|About 60 machines, packages tested in the pilot, maintenance window Wednesday night.
install|p|Updates fail with 0x80070070 on small disks|Machines with 128 GB run out of room during the feature update. 37 are affected.
erp|i|SAP: no authority for VA02|I could change orders until last week. Su53 picture attached.
erp|i|SAP GUI closes without message|When I open the second session the first one disappears.
erp|i|Orders of today are missing|Since 6 am no order came over the interface. The web shop shows 112 of them.
erp|i|Goods issue cannot be posted|Message: period is closed. But it is not, accounting says.
erp|i|Month-end report runs for hours|Normally 10 minutes. It is now running since 7:30.
erp|i|Delivery note prints in wrong language|All French customers receive German delivery notes since the release.
erp|r|New cost centre in the drop-down list|Please add 47{n} to the list in the travel form.
erp|r|Mass change of material prices|Attached list of 800 materials, valid from the first.
erp|p|Interface to the web shop stops at midnight|The queue stops with a dead lock and needs a manual restart. Happened four times this month.
erp|c|ERP support package|Import of the support package into production. Downtime Sunday 6:00 to 12:00. Backup before, test cases by key users.
business|i|Time clock at gate {n} is offline|People cannot clock in. We write it on paper for now.
business|i|CAD vault: file locked by a former colleague|The assembly is checked out by someone who left in March.
business|i|CRM shows an error when saving|Error: required field missing. There is no such field on the form.
business|i|Kiosk in the canteen shows desktop|The menu screen shows the Windows desktop and somebody plays with it.
business|i|{app} loses its connection|It disconnects about each 20 minutes and the form is lost.
business|r|Dashboard for the shift handover|We would like the numbers of line {n} on the screen at the meeting corner.
business|r|New report in {app}|Number of complaints by product and month, as a table that can go to Excel.
business|p|Licence server of CAD runs out on Mondays|Between 8 and 9 nobody can start CAD. Number of licences should be enough.
business|c|New version of warehouse client|Replace the client on all 40 terminals on the weekend before the stocktaking.
network|i|No Wi-Fi in {room}|The company network is not in the list, only guest. Yesterday it was there.
network|i|Internet very slow at {site}|All pages take ages. Speed test shows 3 Mbit. Phones are also affected.
network|i|Network socket {n} dead|I moved desks today and the socket has no light.
network|i|Printer and scanner lost their address|After the power cut none of the devices in hall 2 is reachable.
network|i|Guest Wi-Fi voucher does not work|Visitors get an error page after entering the code.
network|i|Website blocked|The page of our supplier is blocked as gambling. It sells bearings.
network|r|Patch sockets in the new office|We move to {room} on the 15th and need 12 sockets.
network|r|Fixed address for test bench|The bench with {host} needs a fixed address, otherwise the controller does not find it.
network|r|Open firewall for supplier portal|Port 8443 to the portal of the tool supplier, see the form.
network|p|Access points reboot in hall 3|Three access points restart at irregular times. Power budget of the switch suspected.
network|c|Firmware of access switches at {site}|Upgrade in two nights, stack by stack, each ten minutes without network.
network|c|New VLAN for machines|Separate the controllers from the office network. Firewall rules in the annex, tested in the lab.
vpn|i|VPN disconnects after a few minutes|At home the connection goes every five minutes. Internet itself is stable.
vpn|i|VPN: certificate validation failure|It worked on Friday. Nothing was changed at my side.
vpn|i|Cannot reach file server through VPN|VPN is connected and mail works but drive P: has a red cross.
vpn|i|VPN slow in the evening|After 18:00 opening a drawing takes five minutes.
vpn|r|VPN for external developer|Access only to the test system, until end of the project.
vpn|c|Move VPN to the new gateway|Users move in four waves by department. The old gateway stays for two weeks.
server|i|Server {host} not reachable|Monitoring shows it down since 5:12. The database behind the quality system is on it.
server|i|Disk full on {host}|Drive D: has 0.4 GB left. Log files of the interface grow by 2 GB a day.
server|i|Application server at 100 % CPU|Users report timeouts. Two worker processes take everything.
server|r|Test server for the new release|4 cores, 16 GB, 200 GB, until the end of next quarter.
server|r|More memory for {host}|The vendor recommends 32 GB for the number of users that we have.
server|p|Nightly job blocks the database|Between 2 and 4 the index rebuild blocks the shift reports. Needs another window.
server|c|Monthly patches for servers, ring {n}|Windows updates and restart according to the calendar. Snapshots before, checks by application owners after.
server|c|Replace host in cluster {site}|Evacuate, replace, join, balance. No interruption expected. Rollback: old host stays racked.
storage|i|Backup of {host} failed three times|Job ends with: snapshot creation failed. No restore point since Thursday.
storage|i|Deleted a folder by mistake|I deleted the folder Tenders 2025 on P:. I noticed it only now.
storage|r|Restore mailbox items|Mails of the supplier between March and May are gone. Please restore them to a folder.
storage|r|More space on project share|We are at 98 %. The scans of the archive need about 500 GB.
storage|p|Backups exceed the window|The full backup now ends at 9 am and slows the file server in the morning.
storage|c|Enlarge volume of the file server|Online, no interruption expected. Storage has 12 TB free.
security|i|Suspicious mail with invoice|I received a mail of our own CEO asking for gift cards. I did not click. Forwarded as attachment.
security|i|I clicked a link in a strange mail|I entered my password and then noticed the address was wrong. Sorry!! What do I do?
security|i|Virus warning on {host}|A window says that a threat was found and removed. Is it safe to work on?
security|i|Unknown person asks for password on the phone|Someone said to be of IT and wanted my code. I hung up.
security|r|Encrypted exchange with a customer|The customer sends drawings only encrypted. What can we offer?
security|r|Review of access for the audit|The auditors need the list of all administrators of finance systems as of today.
security|p|Repeated malware finds on shop floor USB sticks|Six finds in two weeks, all from the same supplier's sticks.
security|c|Block legacy authentication|Exceptions list is agreed. Start with IT, then site by site.
facilities|i|Air conditioning in {room} too cold|18 degrees and it blows directly on the desks. Three people are ill.
facilities|i|Door badge does not open gate {n}|My badge beeps red since Monday. I have to call the reception every time.
facilities|i|Light flickers above desk {n}|It gives us a headache. Could somebody change the tube?
facilities|i|Water under the sink in the kitchen|There is a puddle on floor {n}, near the power sockets!
facilities|r|Move of five desks|Our team moves to {room} on Friday afternoon. Boxes needed as well.
facilities|r|Parking space for visitor|Visitor on Thursday from 9 to 17, number plate follows.
facilities|r|Key for cabinet {n}|The key is lost. It contains calibration papers.
facilities|i|Lift stuck on floor 2|Nobody is inside. It hums.
onboarding|r|Onboarding: {name} starts on the first|Please prepare account, notebook, badge and phone. Desk {n} at {site}. Manager: {boss}.
onboarding|r|Offboarding: last day of {name}|Collect notebook and phone, close accounts at 17:00, forward mail to {boss}.
onboarding|r|Intern for six months|Needs account, Office and access to the team folder. No phone.
onboarding|r|Change of department: {name}|Moves to our department on the 15th. Old rights are to be removed, new rights as for the others.
onboarding|r|Welcome package for {name}|Badge, locker key, safety shoes size 43, and a notebook bag.
onboarding|r|Training account for works council|Four people need access to the learning platform.
`;

function parseTemplate(line: string): TicketTemplate {
  const [topic = "", kind = "i", title = "", body = ""] = line.split("|");
  return { topic, kind: KINDS[kind] ?? "incident", title, body };
}

export const TICKET_TEMPLATES: readonly TicketTemplate[] = LINES.trim()
  .split("\n")
  .map(parseTemplate);

export const ROOMS = [
  "room Charles",
  "room Isar",
  "meeting room 2.14",
  "the training room",
  "hall 2",
  "hall 3",
  "the lab",
  "the open space on floor 3",
  "goods-in",
  "room Wawel",
  "the canteen",
  "the reception",
] as const;

/** What agents say while they work; the one that they ask for is answered by `USER_REPLIES`. */
export const AGENT_COMMENTS = [
  "Thank you for your message. I am looking at it now.",
  "Hello {first}, could you send me a screenshot of the message?",
  "Is the device switched on and connected at the moment? I would like to connect remotely.",
  "I called you, but could not reach you. When would be a good time?",
  "I have restarted the service on our side. Could you try again please?",
  "We found the cause and test a fix. I will be back before noon tomorrow.",
  "The spare part is ordered. Delivery is announced for {weekday}.",
  "I have installed the update remotely. Please restart once and tell me whether it is better.",
  "Please bring the device to the IT corner, any time between 8 and 16.",
  "Several people have the same issue. We are working on it with the provider.",
  "Your manager needs to approve this first; I have asked for it.",
  "I have set it up. It can take up to an hour until it works everywhere.",
  "Could you tell me since when, and whether anything was changed that day?",
  "I took over this ticket from my colleague and read through it. One moment please.",
  "The log shows a time-out to the file server. I pass this on to the network team.",
] as const;

export const USER_REPLIES = [
  "Screenshot is attached. It happened again at 10:15.",
  "Thanks, it is better, but still not as before.",
  "I am in the office until 4 pm, you can connect any time.",
  "Any news? I cannot work properly.",
  "Still the same, sorry.",
  "It works on another computer, so it must be mine.",
  "I restarted twice. No change.",
  "My colleague {other} has the same problem, by the way.",
  "This is urgent now, the customer is waiting!",
  "Great, thank you! 👍",
  "I will bring it over after lunch.",
  "Sorry for the late answer, I was on holiday.",
  "Could somebody please have a look??",
  "It is since the last update, about two weeks ago.",
] as const;

export const INTERNAL_NOTES = [
  "User is very unhappy, please call instead of writing.",
  "Same as the one from last month, see the knowledge base entry about cached credentials.",
  "Vendor case opened, number follows. They want the dump.",
  "Warranty is over since spring. Check with purchasing before ordering.",
  "Serial in the inventory does not match the sticker, fix it when the device is here.",
  "Tried: driver reinstall, new profile, other dock. No change.",
  "Second machine of the same batch. Keep an eye on it.",
  "Waiting for the change board on Thursday.",
  "Remote session failed, the agent is offline.",
  "Please do not close before the user has confirmed.",
] as const;

/** How things end, by topic; `any` where the topic has none of its own. */
export const RESOLUTIONS: Record<string, readonly string[]> = {
  hardware: [
    "Replaced the device with one from stock and moved the data.",
    "Main board replaced by the vendor on site.",
    "Updated BIOS and drivers, stress test for an hour without fault.",
    "Reseated the memory modules. No crash since.",
  ],
  battery: [
    "Battery replaced under warranty.",
    "New charger handed out.",
    "Swollen battery taken to disposal, notebook replaced.",
  ],
  screen: [
    "Replaced the cable.",
    "Updated the dock's firmware.",
    "Display panel replaced by the vendor.",
    "Changed the port in the room panel and labelled it.",
  ],
  printer: [
    "Cleared the queue and restarted the spooler.",
    "Technician of the lessor replaced the fuser.",
    "Calibrated the label sensor.",
    "Driver reinstalled, test page is fine.",
  ],
  phone: [
    "Device enrolled again, mail arrives.",
    "Phone wiped and replaced, number moved.",
    "SIM activated by the provider.",
  ],
  order: [
    "Delivered and set up at the desk.",
    "Handed out, signature is on file.",
    "Ordered by purchasing, delivered today.",
  ],
  account: [
    "Password reset, user signed in while on the phone.",
    "Account unlocked, old phone removed.",
    "Authenticator registered again after checking the identity.",
  ],
  permission: [
    "Access granted after approval of the owner.",
    "Group membership corrected.",
    "Inherited rights repaired on the folder.",
  ],
  email: [
    "New Outlook profile, mailbox synchronised.",
    "Address removed from the block list.",
    "Archive switched on, 20 GB are free again.",
  ],
  office: [
    "Repaired the Office installation.",
    "OneDrive reset and linked again.",
    "Previous version restored.",
    "Location added to the trusted list.",
  ],
  install: [
    "Installed through the software centre.",
    "Licence assigned, restart done.",
    "Rolled back to the former version, vendor informed.",
  ],
  erp: [
    "Role assigned and tested by the key user.",
    "Interface restarted, queue is empty.",
    "Period opened by accounting, posting done.",
    "Form corrected and transported to production.",
  ],
  network: [
    "Socket patched.",
    "Access point replaced.",
    "Provider repaired the line.",
    "Address lease renewed, reservation added.",
  ],
  vpn: [
    "Client reinstalled, certificate renewed.",
    "Split tunnel entry added.",
    "Router at home was the cause, firmware updated by the user.",
  ],
  server: [
    "Service restarted, memory leak reported to the vendor.",
    "Logs moved to the archive, rotation set up.",
    "Server restarted after patches, checks are green.",
  ],
  storage: [
    "Restored from last night's backup.",
    "Job repaired, full backup done.",
    "Quota raised.",
  ],
  security: [
    "Mail removed from all mailboxes, sender blocked.",
    "Password changed, sessions ended, machine scanned clean.",
    "Finding was a false positive.",
  ],
  facilities: [
    "Repaired by the building services.",
    "Badge programmed again.",
    "Done together with the caretaker.",
  ],
  onboarding: ["Everything is ready, checklist is complete.", "Accounts closed, devices returned."],
  any: [
    "Solved together with the user on the phone.",
    "No answer for two weeks; closed. Please reopen if it comes back.",
    "Could not be reproduced; works after a restart.",
    "Duplicate of an earlier ticket.",
    "Solved by the vendor's update.",
    "Explained the handling to the user.",
  ],
};

/** Text as people and attackers really paste it; products must show it as text. */
export const HOSTILE_TEXTS = [
  "<script>alert('xss')</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg/onload=confirm(document.domain)>',
  "=cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "'; DROP TABLE tickets; --",
  "🔥🖨️ URGENT!!! 🙏🙏",
  "👩‍💻 can't work 😭",
  "המדפסת לא עובדת",
  "الطابعة لا تعمل منذ الصباح",
  "‮txt.exe‬ was in the mail",
  "semi;colons, commas, and \"quotes\" - 'all' of them",
  "100% \\ back\\slash _under_ %20 + & ?",
  "Zażółć gęślą jaźń – Größe „ÄÖÜ“",
  "{{constructor.constructor('return 1')()}} ${7*7}",
  "line one\nline two\ttabbed",
  "javascript:alert(1)",
  "مرحبا <b>bold</b> שלום",
] as const;
