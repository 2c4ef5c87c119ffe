/** Platforms that a title runs on: w Windows, s Windows Server, m macOS, l Linux. */
export interface TitlePlan {
  publisher: string;
  name: string;
  platforms: string;
  /** Share of such machines that have it. */
  reach: number;
  major: number;
}

/** `publisher | platforms | name@reach in per cent@major version ; …` */
const LINES = `
Microsoft Corporation|ws|Microsoft Edge@98@137;Microsoft Edge WebView2 Runtime@92@137;Microsoft Visual C++ 2015-2022 Redistributable (x64)@90@14;Microsoft Visual C++ 2015-2022 Redistributable (x86)@86@14;Microsoft Visual C++ 2013 Redistributable (x64)@61@12;Microsoft Visual C++ 2012 Redistributable (x64)@44@11;Microsoft Visual C++ 2010 x64 Redistributable@52@10;Microsoft Visual C++ 2008 Redistributable@31@9;Microsoft .NET Runtime - 8.0 (x64)@58@8;Microsoft Windows Desktop Runtime - 6.0 (x64)@49@6;Microsoft ASP.NET Core 8.0 Shared Framework (x64)@22@8;Microsoft Update Health Tools@70@5;Windows PC Health Check@42@3;Microsoft ODBC Driver 17 for SQL Server@33@17;Microsoft OLE DB Driver for SQL Server@24@18;Microsoft SQL Server 2012 Native Client@18@11;Microsoft Monitoring Agent@20@10;Microsoft Policy Platform@48@68;Local Administrator Password Solution@55@6;PowerShell 7-x64@26@7
Microsoft Corporation|w|Microsoft 365 Apps for enterprise - en-us@88@16;Microsoft 365 Apps for enterprise - de-de@16@16;Microsoft 365 Apps for enterprise - fr-fr@11@16;Microsoft 365 Apps for enterprise - pl-pl@10@16;Microsoft OneDrive@95@25;Microsoft Teams@90@25;Teams Machine-Wide Installer@72@1;Microsoft Visio - en-us@7@16;Microsoft Project - en-us@5@16;Visual Studio Code@14@1;Visual Studio Professional 2022@4@17;Microsoft Power BI Desktop (x64)@8@2;Microsoft Azure CLI@3@2;Remote Desktop Manager@4@2025;Windows Subsystem for Linux@6@2;Microsoft Whiteboard@9@24;Microsoft To Do@8@2;Company Portal@51@11;Microsoft Intune Management Extension@48@1;Skype for Business Basic@3@15
Microsoft Corporation|s|Microsoft SQL Server 2019 (64-bit)@19@15;Microsoft SQL Server 2022 (64-bit)@13@16;SQL Server Management Studio@22@20;IIS URL Rewrite Module 2@17@7;Microsoft Web Deploy 4.0@9@10;Windows Admin Center@8@2;Azure Connected Machine Agent@31@1;Microsoft Exchange Server 2019@2@15;Microsoft Entra Connect Sync@1@2
Microsoft Corporation|m|Microsoft Word@86@16;Microsoft Excel@86@16;Microsoft PowerPoint@85@16;Microsoft Outlook@84@16;Microsoft Teams for Mac@82@25;Microsoft Remote Desktop@31@10;Microsoft Defender@66@101
Quest Software Inc.|wsml|Quest KACE SMA Agent@97@14
SysAid Technologies Ltd.|wsm|SysAid Agent@78@24
Google LLC|wsm|Google Chrome@91@137
Google LLC|wm|Google Drive@12@108;Google Earth Pro@3@7;Android Studio@1@2024
Mozilla|wsml|Mozilla Firefox (x64 en-US)@38@139;Mozilla Maintenance Service@33@139;Mozilla Thunderbird@4@128
Adobe|w|Adobe Acrobat (64-bit)@62@25;Adobe Acrobat Reader DC@25@25;Adobe Genuine Service@22@8;Adobe Refresh Manager@33@1
Adobe|wm|Adobe Creative Cloud@9@6;Adobe Photoshop 2025@6@26;Adobe Illustrator 2025@5@29;Adobe InDesign 2025@4@20;Adobe Premiere Pro 2025@2@25;Adobe Lightroom Classic@1@14
Zoom Video Communications, Inc.|wm|Zoom Workplace (64-bit)@57@6;Zoom Outlook Plugin@17@6
Cisco Systems, Inc.|wm|Cisco Secure Client - AnyConnect VPN@74@5;Cisco Secure Client - Diagnostics and Reporting Tool@61@5;Cisco Secure Client - Umbrella@37@5;Webex@23@45;Cisco Jabber@5@15
Fortinet Technologies Inc|w|FortiClient VPN@14@7
CrowdStrike, Inc.|wsml|CrowdStrike Windows Sensor@83@7;CrowdStrike Device Control@64@7
Sophos Limited|ws|Sophos Endpoint Agent@9@2025
Igor Pavlov|ws|7-Zip (x64)@71@24
Notepad++ Team|ws|Notepad++ (64-bit x64)@52@8
VideoLAN|wm|VLC media player@31@3
win.rar GmbH|w|WinRAR (64-bit)@9@7
Oracle Corporation|ws|Java 8 Update (64-bit)@24@8;Java SE Development Kit 17@6@17;Oracle Database Client 19c@11@19
Oracle Corporation|w|Oracle VM VirtualBox@3@7;MySQL Workbench 8.0 CE@3@8
Eclipse Adoptium|wsml|Eclipse Temurin JRE with Hotspot 17@9@17;Eclipse Temurin JDK with Hotspot 21@4@21
SAP SE|w|SAP GUI for Windows 8.00@44@8;SAP Business Client 8.0@8@8;SAP Analysis for Microsoft Office@6@2;SAP Crystal Reports Runtime@13@13
Autodesk|w|AutoCAD 2025@7@25;AutoCAD LT 2024@5@24;Autodesk Inventor Professional 2025@5@29;Autodesk Desktop App@8@9;Autodesk DWG TrueView 2025@9@25;Autodesk Vault Professional 2025@4@30
Dassault Systemes SolidWorks Corp|w|SOLIDWORKS 2024 SP05@6@32;SOLIDWORKS eDrawings 2024@10@32;SOLIDWORKS PDM Client@6@32
Siemens AG|w|TIA Portal V19@3@19;SIMATIC WinCC Runtime@2@19;Solid Edge Viewer@3@224
Rockwell Automation|w|Studio 5000 Logix Designer@2@36;FactoryTalk View@2@14;RSLinx Classic@2@4
National Instruments|w|LabVIEW 2023 Q3 (64-bit)@4@23;NI-DAQmx Runtime@5@24;NI Package Manager@5@24
MathWorks|wml|MATLAB R2024b@4@24
Dell Inc.|w|Dell Command | Update for Windows Universal@41@5;Dell SupportAssist@26@4;Dell Optimizer Service@24@5;Dell Display Manager 2.3@12@2;Dell Trusted Device Agent@18@6;Dell Digital Delivery@9@5
HP Inc.|w|HP Hotkey Support@13@9;HP Sure Click@9@4;HP Support Solutions Framework@9@12;HP Notifications@11@1;HP Connection Optimizer@8@2
Lenovo|w|Lenovo System Update@14@5;Lenovo Vantage Service@12@4;ThinkPad Hotkey Features Integration@10@8;Lenovo Commercial Vantage@6@10
Intel Corporation|w|Intel(R) Management Engine Components@59@24;Intel(R) Graphics Driver@44@31;Intel(R) Wireless Bluetooth(R)@51@23;Intel(R) Rapid Storage Technology@24@20;Intel(R) Chipset Device Software@47@10;Intel(R) Serial IO@33@30
Realtek|w|Realtek Audio Driver@52@6;Realtek Ethernet Controller Driver@21@11;Realtek Card Reader@18@10
NVIDIA Corporation|w|NVIDIA Graphics Driver@13@566;NVIDIA PhysX System Software@9@9;NVIDIA RTX Desktop Manager@4@205
VMware, Inc.|s|VMware Tools@74@12
VMware, Inc.|w|VMware Workstation Pro@2@17;Omnissa Horizon Client@9@8
Citrix Systems, Inc.|wm|Citrix Workspace 2402@21@24
Veeam Software Group GmbH|s|Veeam Agent for Microsoft Windows@26@6;Veeam Backup & Replication Console@3@12
Zabbix SIA|sl|Zabbix Agent 2 (64-bit)@41@7
Splunk, Inc.|sl|UniversalForwarder@44@9
Tenable, Inc.|sl|Nessus Agent (x64)@37@10
TeamViewer|wm|TeamViewer Host@16@15
BeyondTrust|w|BeyondTrust Privilege Management@11@24
LogMeIn, Inc.|w|GoTo Opener@6@1
Dominik Reichl|w|KeePass Password Safe@18@2
Bitwarden Inc.|wm|Bitwarden@9@2025
Agilebits|wm|1Password@5@8
Slack Technologies|wm|Slack@13@4
Atlassian|wm|Jira Cloud Desktop@2@3;Sourcetree@2@3
The Git Development Community|wml|Git@16@2
Python Software Foundation|wml|Python 3.12 (64-bit)@9@3;Python Launcher@9@3
OpenJS Foundation|wml|Node.js@6@22
Docker Inc.|wm|Docker Desktop@4@4
JetBrains s.r.o.|wml|IntelliJ IDEA@2@251;PyCharm@2@251;DataGrip@1@251
Simon Tatham|ws|PuTTY release (64-bit)@23@0
Martin Prikryl|ws|WinSCP@17@6
FileZilla Project|w|FileZilla@6@3
The Wireshark developer community|ws|Wireshark (64-bit)@5@4;Npcap@6@1
DBeaver Corp|wm|DBeaver@3@25
Greenshot|w|Greenshot@19@1
TechSmith Corporation|wm|Snagit 2024@9@24;Camtasia 2024@2@24
Tracker Software Products|w|PDF-XChange Editor@6@10
Foxit Software Inc.|w|Foxit PDF Reader@5@2025
The GIMP Team|wml|GIMP@4@2
Inkscape|wml|Inkscape@3@1
The Document Foundation|wml|LibreOffice@3@25
Audacity Team|wm|Audacity@2@3
Jam Software|w|TreeSize Free@5@4
Logitech|wm|Logi Options+@13@1;Logi Tune@8@3
Jabra|wm|Jabra Direct@16@6
Poly|w|Poly Lens@4@2
DisplayLink|wm|DisplayLink Graphics@18@11
Plugable|w|Plugable Dock Driver@2@1
Zebra Technologies|w|Zebra Setup Utilities@7@1;ZebraDesigner 3@4@3
Seagull Scientific|w|BarTender 2022 R8@5@11
KONICA MINOLTA|w|KONICA MINOLTA Universal Printer Driver@9@3
Xerox|w|Xerox Global Print Driver@8@5
HP|w|HP Universal Printing PCL 6@31@7;HP Smart@7@155
PaperCut Software|ws|PaperCut MF Client@36@23
Tableau|w|Tableau Desktop 2024.3@3@24;Tableau Reader@2@24
Alteryx, Inc.|w|Alteryx Designer x64@1@2024
Minitab, LLC|w|Minitab Statistical Software@4@22
Sparx Systems|w|Enterprise Architect 16@1@16
Bentley Systems|w|MicroStation@1@24
Blue Yonder|w|WMS Client@5@2023
Epicor|w|Epicor Kinetic Client@7@11
UKG|w|Kronos Timekeeper@6@8
DocuSign|w|DocuSign for Outlook@5@4
Grammarly|wm|Grammarly for Windows@7@1
Spotify AB|wm|Spotify@6@1
Valve Corporation|w|Steam@1@2
Apple Inc.|w|Bonjour@14@3;iTunes@6@12;Apple Mobile Device Support@6@17;Apple Software Update@7@2
Apple Inc.|m|Safari@100@18;Pages@52@14;Numbers@50@14;Keynote@50@14;Xcode@8@16;GarageBand@21@10;iMovie@22@10;FaceTime@99@36;Mail@99@16;Preview@99@11;Photos@99@10;Music@98@1;Terminal@98@2;Disk Utility@98@22
Jamf|m|Jamf Connect@41@2;Self Service@44@11
Homebrew|m|Homebrew@14@4
Rectangle|m|Rectangle@9@0
iTerm2|m|iTerm@13@3
Canonical|l|openssh-server@98@9;curl@96@7;systemd@99@249;openssl@99@3;bash@99@5;sudo@98@1;vim@83@8;rsync@77@3;chrony@69@4;nginx@29@1;apache2@17@2;postgresql-16@14@16;mariadb-server@9@10;redis-server@11@7;docker-ce@31@27;containerd.io@31@1;python3@98@3;perl@97@5;git-core@54@2;tmux@37@3;ufw@48@0;open-vm-tools@66@12;auditd@52@3;snapd@44@2;logrotate@95@3;cron@96@3;rsyslog@88@8;unattended-upgrades@61@2;ca-certificates@98@2024
`;

function parseEntry(entry: string, publisher: string, platforms: string): TitlePlan {
  const [name = "", reach = "1", major = "1"] = entry.split("@");
  return { publisher, name, platforms, reach: Number(reach) / 100, major: Number(major) };
}

export const TITLE_PLANS: readonly TitlePlan[] = LINES.trim()
  .split("\n")
  .flatMap((line) => {
    const [publisher = "", platforms = "", ...titles] = line.split("|");
    return titles
      .join("|")
      .split(";")
      .map((entry) => parseEntry(entry, publisher, platforms));
  });
