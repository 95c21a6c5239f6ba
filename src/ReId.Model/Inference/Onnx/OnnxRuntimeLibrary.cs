using Microsoft.ML.OnnxRuntime;

namespace ReId.Model.Inference.Onnx;

/// <summary>The native library: whether it loads, and its version.</summary>
internal static class OnnxRuntimeLibrary
{
    private static readonly Lazy<(string? Version, string? Missing)> s_state = new(Load);

    /// <summary>E.g. <c>1.29.0</c>; empty when the library does not load.</summary>
    public static string Version => s_state.Value.Version ?? "";

    /// <summary>Why the library cannot be used, as a sentence; null when it can.</summary>
    public static string? Missing => s_state.Value.Missing;

    private static (string? Version, string? Missing) Load()
    {
        try
        {
            // Made here and not by the first session, which would have it warn on stderr about GPUs that are not there.
            var options = new EnvironmentCreationOptions { logId = "reid", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            return ((OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref options)).GetVersionString(), null);
        }
        catch (Exception e) when (Cause(e) is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return (null, "ONNX Runtime's library libonnxruntime.so, which belongs beside the program, is missing or does not load; run './reid build'.");
        }
    }

    // The API's static constructor loads the library.
    private static Exception Cause(Exception e) => e is TypeInitializationException { InnerException: { } inner } ? Cause(inner) : e;
}
