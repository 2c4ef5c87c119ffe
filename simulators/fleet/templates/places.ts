/**
 * Sites with what the generator needs beside the public part: share of the people, zone, the
 * letters that begin its host names and the second part of its addresses.
 */
export const SITE_PLANS = [
  { name: "Boston HQ", city: "Boston", country: "United States", zone: "America/New_York", share: 30, code: "BOS", net: 10, dial: "+1 617 555", language: "en" },
  { name: "Austin", city: "Austin", country: "United States", zone: "America/Chicago", share: 15, code: "AUS", net: 20, dial: "+1 512 555", language: "en" },
  { name: "Toronto", city: "Toronto", country: "Canada", zone: "America/Toronto", share: 10, code: "TOR", net: 30, dial: "+1 416 555", language: "en" },
  { name: "London", city: "London", country: "United Kingdom", zone: "Europe/London", share: 13, code: "LON", net: 40, dial: "+44 20 7946", language: "en" },
  { name: "Munich", city: "München", country: "Germany", zone: "Europe/Berlin", share: 11, code: "MUC", net: 50, dial: "+49 89 5550", language: "de" },
  { name: "Lyon", city: "Lyon", country: "France", zone: "Europe/Paris", share: 8, code: "LYS", net: 60, dial: "+33 4 7255", language: "fr" },
  { name: "Kraków", city: "Kraków", country: "Poland", zone: "Europe/Warsaw", share: 8, code: "KRK", net: 70, dial: "+48 12 555", language: "pl" },
  { name: "Bengaluru", city: "Bengaluru", country: "India", zone: "Asia/Kolkata", share: 5, code: "BLR", net: 80, dial: "+91 80 5550", language: "in" },
] as const;

/** Departments with their share of the people and the titles of director, manager and staff. */
export const DEPARTMENT_PLANS = [
  { name: "Information Technology", share: 1, titles: ["Chief Information Officer", "IT Operations Manager", "Systems Engineer", "Service Desk Analyst", "Network Engineer", "Desktop Support Technician", "Database Administrator"] },
  { name: "Sales", share: 1.5, titles: ["VP Sales", "Regional Sales Manager", "Account Executive", "Sales Representative", "Sales Operations Analyst"] },
  { name: "Manufacturing", share: 1.6, titles: ["VP Manufacturing", "Production Manager", "Process Engineer", "Shift Supervisor", "Machine Operator", "Production Planner"] },
  { name: "Engineering", share: 1.5, titles: ["VP Engineering", "Engineering Manager", "Software Engineer", "Mechanical Engineer", "Electrical Engineer", "Test Engineer"] },
  { name: "Finance", share: 0.9, titles: ["Finance Director", "Accounting Manager", "Accountant", "Financial Analyst", "Payroll Specialist", "Accounts Payable Clerk"] },
  { name: "Human Resources", share: 0.6, titles: ["HR Director", "HR Manager", "HR Business Partner", "Recruiter", "Training Coordinator"] },
  { name: "Marketing", share: 0.7, titles: ["Marketing Director", "Brand Manager", "Content Specialist", "Graphic Designer", "Campaign Analyst"] },
  { name: "Customer Service", share: 1.2, titles: ["Director Customer Service", "Customer Service Manager", "Customer Service Representative", "Field Service Technician", "Returns Coordinator"] },
  { name: "Logistics", share: 1, titles: ["Director Logistics", "Warehouse Manager", "Warehouse Associate", "Shipping Coordinator", "Customs Specialist"] },
  { name: "Procurement", share: 0.6, titles: ["Procurement Director", "Purchasing Manager", "Buyer", "Supplier Quality Engineer"] },
  { name: "Quality", share: 0.8, titles: ["Quality Director", "Quality Manager", "Quality Inspector", "Calibration Technician", "Document Controller"] },
  { name: "Legal and Compliance", share: 0.4, titles: ["General Counsel", "Compliance Manager", "Paralegal", "Contract Specialist", "Data Protection Officer"] },
] as const;

export const COMPANY = {
  name: "Alderbrook Instruments",
  /** DNS domain and the NetBIOS name of the directory. */
  domain: "corp.alderbrook.example",
  netbios: "ALDERBROOK",
  mailDomain: "alderbrook.example",
  oldMailDomain: "alder-hale.example",
  /** KACE organisation and SysAid account. */
  organization: "Default",
  accountId: "alderbrook",
  timeZone: "America/New_York",
} as const;
