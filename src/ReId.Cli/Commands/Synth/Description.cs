using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Files;
using ReId.Synthesis.Crops;

namespace ReId.Cli.Commands.Synth;

/// <summary><c>synth.json</c> beside the crops: what was rendered, so that a set is never continued as another one.</summary>
internal static class Description
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Keep(string root, CropSet set, (int Height, int Width) size)
    {
        var text = JsonSerializer.Serialize(
            new { renderer = CropRenderer.Version, set.Seed, set.Identities, set.Cameras, set.CamerasPerIdentity, set.ImagesPerCamera, set.Split, size.Height, size.Width },
            s_json);
        Keep(root, "synth.json", text);
    }

    public static void Keep(string root, string name, string text)
    {
        var path = Path.Combine(root, name);
        if (File.Exists(path) && File.ReadAllText(path) != text)
        {
            throw new ReIdException($"{path} describes another set than the one asked for: give the same options to go on with it, or another --out.");
        }

        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
