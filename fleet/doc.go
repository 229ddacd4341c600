// Package fleet works on any number of WorkSpaces within the limits of the service.
package fleet
