using System.Runtime.CompilerServices;

// Every struct that crosses the C ABI is blittable; nothing may be converted behind our back.
[assembly: DisableRuntimeMarshalling]
