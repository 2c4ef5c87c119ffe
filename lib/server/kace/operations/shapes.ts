import "server-only";
import { record } from "./schema";

// What the appliance's records hold, after the definitions of the API reference 13.2. Where a recording spells keys or
// names members otherwise, the recording stands here. Stored passwords, which some of the definitions name, are left out
// on purpose: nothing may come to rely on them.

const MACHINE_PARTS = {
  Machine_disks: record({
    integers: "Id",
    texts: "Name",
  }),
  Machine_nics: record({
    integers: "Id Nic_id",
    texts: "Dhcp_enabled Dnsdomain Dnshostname Ip Ipv6_config Mac Netmask Nic",
  }),
  Machine_location: record({
    integers: "Id Machine_location_id",
    texts: "Country Country_code Locality Postal_code Region Street_address",
  }),
  Machine_tpm: record({
    integers: "Id Is_activated Is_enabled Is_owned Manufacturer_id",
    texts:
      "Manufacturer_id_text Manufacturer_version Manufacturer_version_info " +
      "Physical_presence_version_info Specification_version",
  }),
  Machine_bitlocker_volume: record({
    integers: "Encryption_percentage Id Is_system_volume Version Wiping_percentage",
    texts:
      "Conversion_status Device_id Drive_letter Encryption_method Hardware_encryption_status " +
      "Identification_field Key_protectors Lock_status Persistent_volume_id Protection_status " +
      "Self_encryption_drive_encryption_method Wiping_status",
  }),
  Machine_filevault_volume: record({
    integers:
      "Conversion_percentage Has_institutional_recovery_key Has_personal_recovery_key Id Is_enabled",
    texts: "Authorized_users Conversion_status Device_id Encryption_status Encryption_type Version",
  }),
  Machine_drive_encryption_summary: record({
    integers: "Id Is_drive_encryption_enabled Is_drive_protected",
    texts: "Protection_reason",
  }),
  Machine_ddpe: record({
    integers: "Id",
    texts: "Agent_version Mcid Protection_status Server_hostname",
  }),
  Machine_ddpe_volume: record({
    integers: "Id",
    texts: "Device_id Protection_reason Protection_status",
  }),
  Machine_intel_amt: record({
    integers: "Id Is_amt_configured Is_amt_enabled_in_bios Is_amt_supported Is_mei_enabled",
    texts: "Configuration_mode Control_mode Fw_version Mei_version Sku State Version",
  }),
  Machine_chromeos_details: record({
    integers: "Id Machine_chromeos_details_id Will_auto_renew",
    texts:
      "Annotated_location Annotated_user Boot_mode Device_id Firmware_version Mac_address Meid " +
      "Model Notes Order_number Org_unit_path Os_version Platform_version Serial_number Status",
  }),
  Machine_mobile: record({
    integers:
      "Activation_lock_allowed Activation_lock_enabled Data_roaming_enabled Do_not_disturb_enabled " +
      "Icloud_enabled Id Is_compliant Is_dep_configured Is_dep_managed Is_encrypted Is_enrolled " +
      "Is_itunes_account_active Is_lost Is_rooted Is_supervised Locator_service_enabled " +
      "Machine_mobile_id Voice_roaming_enabled Wifi_bytes_recv Wifi_bytes_sent Wwan_bytes_recv " +
      "Wwan_bytes_sent",
    texts:
      "Activation_lock_bypass_code Battery_level Carrier Current_carrier_network Dep_assigned_by " +
      "Dep_profile Dep_profile_status Device_type Eas_device_id Iccid Imei Meid Modem_firmware " +
      "Phone_number Udid",
  }),
  Machine_daily_uptime: record({
    integers: "Id Machine_id",
  }),
  Machine_replitem: record({
    integers: "Error File_size Machine_id Ordinal",
    texts: "Checksum File_name Path Type Type_id Zip_package",
  }),
  Machine_snmp_data: record({
    integers: "Machine_id Machine_snmp_data_id",
    texts: "Full_walk",
  }),
  Patch_machine_status: record({
    integers:
      "Deploy_attempt_count Deploy_error_code Detect_error_code Is_error Machine_id " +
      "Max_deploy_attempt Max_rollback_attempt Patch_applicable Patch_installed Product_installed " +
      "Rollback_attempt_count Rollback_error_code",
    texts: "Deploy_status Detect_rdesc Detect_status Patch_id Rollback_status",
  }),
  Patch_schedule_run_machine: record({
    integers: "Id Machine_id Patch_schedule_id Patch_schedule_run_id",
    texts: "Status",
  }),
  Patch: record({
    integers:
      "Is_superceded Is_supported_install Is_supported_uninstall Reboot_install Reboot_uninstall " +
      "Request_user_input_install Request_user_input_uninstall",
    texts:
      "Bulletin Bundled_by Bundles Classification Cve Description Id Impact_install " +
      "Impact_uninstall Info_url Patch_guid Patch_identifier Patch_type Publisher Required_by " +
      "Requires Severity Superceded_by Supercedes Title",
  }),
  Mi_attempt: record({
    integers: "Attempt_count Machine_id Mi_id Run_now",
  }),
  Fs: record({
    integers:
      "Create_location Create_shortcut Credential_id_alt_location Credential_id_location Enabled " +
      "Hour_begin Hour_end Id No_uncompress Persistent Remove_files Replace_existing Software_id " +
      "Target_all_machines",
    texts:
      "Alt_checksum Alt_location Location Notes Postinstall_message Preinstall_message " +
      "Shortcut_name Type",
  }),
  Sam_catalog: record({
    integers: "Is_mobile Software_category_id Software_platform_id",
    texts:
      "Edition Id License_type Major_version Name Product_name Publisher Sam_type Software_category " +
      "Software_platform Support_url",
  }),
  Sam_meter: record({
    integers: "Id Machine_id",
    texts: "Last_report",
  }),
  Sam_meter_data: record({
    integers: "Id Is_mobile Latest_entry Launches Machine_id Seconds_used",
    texts: "Process_id Titled_application_id User_data Version",
  }),
  Label: record({
    integers:
      "App_ctrl_enabled Id Meter_enabled Scope_user_role_id Usage_all Usage_catalog Usage_dell " +
      "Usage_label Usage_machine Usage_node Usage_patch Usage_process Usage_software Usage_user",
    texts: "Kace_alt_location Kace_alt_location_user Name Notes Type",
  }),
};

export const Organization = record({
  integers: "id",
  texts: "locationAttrName name timeZone version",
  booleans: "isDeleted isEnabled isSystem syncLocations",
});

export const AuthType = record({
  texts: "type",
});

export const ArchivedDevice = record({
  integers: "asset_id id",
  texts: "name",
});

const AssetProperty = record({
  integers: "AssetTypeID DefaultAssetStatusID Required",
  texts: "ColumnName ForSubtype Name Type",
});

export const AssetType = record({
  integers: "AssetTypeID DefaultAssetStatusID",
  texts: "AssetTypeName",
  booleans: "CanDelete",
  lists: { properties: AssetProperty },
  unlike: "SubTypes",
});

export const AssetStatus = record({
  integers: "id is_system",
  texts: "description name",
});

export const Barcode = record({
  integers: "id",
  texts:
    "barcode_data barcode_format barcode_name first_scanned_geolocation first_scanned_method " +
    "first_scanned_user last_scanned_geolocation last_scanned_method last_scanned_user",
});

export const Asset = record({
  integers:
    "asset_class_id asset_data_id asset_status_id asset_type_id id location_id mapped_id owner_id",
  texts: "archive archive_reason asset_type_name created modified name",
});

export const CustomInventory = record({
  texts: "name type value",
});

export const UploadedFile = record({
  integers: "id size",
  texts: "name",
});

export const Software = record({
  integers: "Dont_replicate File_size Id Is_manual Is_patch Rule_data_type Rule_flag Threat",
  texts:
    "Category Checksum Comments Contact Custom_field_value0 Custom_field_value1 " +
    "Custom_field_value2 Custom_field_value3 Custom_field_value4 Custom_field_value5 Display_name " +
    "Display_version File_name Help_link Help_telephone Install_date Inventory_rule Notes " +
    "Publisher Quiet_uninstall_string Readme Uninstall_string Urlinfo_about Version",
});

export const Process = record({
  integers: "Id Threat",
  texts:
    "Category Command_args Command_exe Company_name File_description File_name File_version Name " +
    "Notes Product_name Product_version",
});

export const NtService = record({
  integers: "Id Threat",
  texts:
    "Can_interact_with_desktop Category Command_args Command_exe Company_name Description " +
    "Display_name File_description File_name File_version Logon_as_user Name Notes Product_name " +
    "Product_version Startup_type Status",
});

export const StartupProgram = record({
  integers: "Id Threat",
  texts:
    "Category Command_args Command_exe Company_name File_description File_name File_version Name " +
    "Notes Product_name Product_version",
});

export const OperatingSystem = record({
  integers: "Id Major_version Managed Minor2_version Minor_version Os_family_id Os_product_id Sp",
  texts: "Arch Build Common_name Description Family Name Patch_package_code",
});

export const Machine = record({
  integers: "Force_inventory Id Manual_entry Os_id Physical_cores Physical_processors Prefix_len",
  texts:
    "Created Modified Last_inventory Last_sync Ram_total Ram_used Asset_tag Bios_description Bios_identification_code Bios_manufacturer Bios_name " +
    "Bios_serial_number Bios_version Cdrom_devices Chassis_type Client_version Cpu_name Cs_domain " +
    "Cs_manufacturer Cs_model Csp_id_number Custom_field_value0 Custom_field_value1 " +
    "Custom_field_value2 Custom_field_value3 Custom_field_value4 Custom_field_value5 Domain " +
    "Dot_net_versions Ie_version Ip Ipv6 Kpatch_language_id Kuid Last_reboot Last_shutdown " +
    "Last_user Mac Manufacturer_product_number Monitor Motherboard_primary_bus " +
    "Motherboard_secondary_bus Name Netmask Notes Os_arch Os_build Os_family Os_installed_date " +
    "Os_major Os_minor Os_minor2 Os_name Os_number Os_release Os_version Ownership " +
    "Pagefile_max_size Pagefile_size Printers Processors Ram_max Registry_max_size Registry_size " +
    "Sda_deployment_name Sda_deployment_time Sda_deployment_type Sda_deployment_url " +
    "Sda_installation_id Sda_name Sda_url Service_pack Sound_devices Sys_arch System_description " +
    "System_directory Tz_agent Uptime User User_domain User_fullname User_logged User_name " +
    "Video_controllers Virtual Wmi_status",
  lists: {
    ...MACHINE_PARTS,
    Operating_systems: OperatingSystem,
    Process,
    Ntservice: NtService,
    Startupprogram: StartupProgram,
    Software,
  },
});

export const Node = record({
  integers:
    "Aw_status Chromeos_status Cli_status Dmm_status G_mobile_status Id Kmm_status Ldap_status " +
    "Machine_id Nmap_status Ping_status Relay_machine_id Scan_settings_id Snmp_status " +
    "Snmp_version Socket_status Vmware_status Vmware_type Winrm_status",
  texts:
    "Aw_id Chromeos_id Dmm_id G_mobile_id Host_name Ip Kmm_id Mac Os_type Real_name Snmp_contact " +
    "Snmp_sysdescr Snmp_uptime Snmp_walk_data",
});

export const TargetedMachine = record({
  integers: "id",
  texts: "name user",
});

export const Dependency = record({
  integers: "fileSize",
  texts: "checksum name",
});

const RunMachine = record({
  integers: "kbotLogId machineId status",
  texts: "ip name requestStatus requestTime",
});

const TaskStep = record({ integers: "id", unlike: "params" });

export const Task = record({
  integers: "attempts ordinalId",
  texts: "onFailure",
  lists: {
    verify: TaskStep,
    onVerifySuccess: TaskStep,
    onVerifyFailure: TaskStep,
    onRemediationSuccess: TaskStep,
    onRemediationFailure: TaskStep,
  },
});

export const RunStatus = record({
  integers: "scriptId",
  lists: {
    targeted: RunMachine,
    pending: RunMachine,
    success: RunMachine,
    failed: RunMachine,
    pushFailed: RunMachine,
  },
});

export const Script = record({
  integers: "alertDialogTimeout alertSnoozeDuration id runAs timeout",
  texts:
    "alertDialogTimeoutAction alertMessage description fileName name notes scheduleType " +
    "scriptText status type uploadFileName uploadFilePath",
  booleans: "alertEnabled enabled removeFiles uploadFile",
  lists: { dependencies: Dependency, tasks: Task },
  unlike: "alertDialogOptions machines osTypes schedule",
});

export const User = record({
  integers:
    "api_enabled archived_by device_count hd_default_queue_id id is_archived level " +
    "linked_appliance_id locale_browser_id location_id manager_id permissions primary_device_id " +
    "role_id sales_notifications security_notifications",
  texts:
    "budget_code domain email full_name hd_default_view home_phone ldap_uid mobile_phone " +
    "pager_phone path user_name work_phone",
});

export const Session = record({
  integers:
    "RESTAPIVersion currentOrgId defaultQueueID loggedinId multiple_org_ui org_count userId",
  texts: "localTimezone loggedin loggedinEmail loggedinFullName serialNumber",
  booleans: "apiEnabled canAddTickets canAddTicketsUserPortal",
  unlike: "licensedFeatures orgs permissions",
});

export const Permissions = record({
  integers: "userId",
  booleans: "canAddTickets canAddTicketsUserPortal",
  unlike: "licensedFeatures permissions",
});

const Category = record({
  integers: "default_owner_id hd_queue_id id ordinal user_settable",
  texts: "cc_list name",
});

const Impact = record({
  integers: "id ordinal",
  texts: "name",
});

const Priority = record({
  integers:
    "escalation_minutes hd_queue_id id is_sla_enabled ordinal resolution_due_date_minutes " +
    "sla_notification_recurrence_minutes use_business_hours_for_escalation " +
    "use_business_hours_for_sla",
  texts: "color name",
});

const Status = record({
  integers: "id ordinal",
  texts: "name state",
});

const QueueField = record({
  // Recorded: what `shaping=fields all` brings. The reference knows fields by a path of their own only.
  integers: "id hd_queue_id ordinal",
  texts: "name hd_ticket_field_name required_state field_label visible",
});

export const Queue = record({
  integers:
    "allow_all_approvers allow_all_users allow_delete allow_manager_comment_via_userui " +
    "allow_owners_edit_all_comment allow_owners_via_adminui allow_parent_close " +
    "allow_users_edit_own_comment auto_add_cclist_on_comment conflict_warning_enabled " +
    "create_users_on_email default_category_id default_impact_id default_priority_id " +
    "default_status_id id owners_only_comments pop_ssl show_new_ticket_attachments " +
    "show_new_ticket_comments smtp_port",
  texts:
    "alt_email_addr archive_interval email_user name pop_server pop_username purge_interval " +
    "smtp_server smtp_username",
  lists: {
    categories: Category,
    priorities: Priority,
    statuses: Status,
    impacts: Impact,
    fields: QueueField,
  },
});

const TicketAsset = record({
  integers: "asset_class_id asset_data_id asset_status_id asset_type_id id mapped_id owner_id",
  texts: "name",
});

export const Ticket = record({
  integers: "hd_queue_id id is_manual_due_date",
  texts: "approval cc_list created due_date modified resolution summary title",
  parts: {
    submitter: User,
    owner: User,
    asset: TicketAsset,
    machine: TargetedMachine,
    priority: Priority,
    category: Category,
    impact: Impact,
    status: Status,
  },
  unlike:
    "custom_1 custom_2 custom_3 custom_4 custom_5 custom_6 custom_7 custom_8 custom_9 " +
    "related_tickets referring_tickets",
});

const Attachment = record({
  integers: "file_size hd_ticket_change_id id",
  texts: "checksum file_name",
});

export const TicketChange = record({
  integers: "hd_ticket_id id owners_only user_id",
  texts: "comment created description modified owners_only_description timestamp",
  parts: { user: User },
  lists: { attachments: Attachment },
});

export const TicketTemplate = record({
  integers: "id is_default is_enabled is_process_only limit_template_users queue_id",
  texts: "template_name",
});

export const WorkEntry = record({
  integers: "hd_ticket_id id user_id voided_by",
  texts: "adjustment_hours created modified note start stop",
  parts: { user: User },
});

export const StatisticsAnswer = record({
  texts: "filtering paging shaping",
  unlike: "result",
});

export const TicketField = record({
  texts: "column jsonKey type",
  unlike: "required values visible",
});

export const Notification = record({
  integers: "new time_started timestamp",
  texts: "body notification_id notification_type title",
});

/** What managed installs hold is not documented; clients were seen to read these. */
export const ManagedInstall = record({ integers: "id", texts: "name display_name" });
