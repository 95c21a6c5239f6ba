using System.CommandLine;
using System.Globalization;
using ReId.Synthesis.Crops;

namespace ReId.Cli.Commands.Synth;

/// <summary>The options that say which crops are rendered.</summary>
internal sealed class CropSetArguments
{
    private readonly Option<int> _identities;
    private readonly Option<int> _cameras;
    private readonly Option<int> _camerasPerIdentity;
    private readonly Option<int> _perCamera;
    private readonly Option<long> _seed = new("--seed") { Description = "The same seed gives the same bytes", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _size = new("--size") { Description = "Height x width of a crop", DefaultValueFactory = _ => "256x128" };

    public CropSetArguments(Command command, int identities, int cameras, int perCamera)
    {
        _identities = new("--identities") { Description = "How many people", DefaultValueFactory = _ => identities };
        _cameras = new("--cameras") { Description = "How many cameras", DefaultValueFactory = _ => cameras };
        _camerasPerIdentity = new("--cameras-per-identity") { Description = "How many of them see a person", DefaultValueFactory = _ => 6 };
        _perCamera = new("--images-per-camera") { Description = "Pictures of a person under each of these", DefaultValueFactory = _ => perCamera };
        foreach (var option in (Option[])[_identities, _cameras, _camerasPerIdentity, _perCamera, _seed, _size])
        {
            command.Add(option);
        }
    }

    /// <summary>The crops asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="split">Share of the people that train.</param>
    /// <exception cref="UsageException">A number is too small.</exception>
    public CropSet Read(ParseResult parsed, double split)
    {
        foreach (var option in (Option<int>[])[_identities, _cameras, _camerasPerIdentity, _perCamera])
        {
            if (parsed.GetValue(option) < 1)
            {
                throw new UsageException($"{option.Name} must be at least 1.");
            }
        }

        return new(parsed.GetValue(_seed), parsed.GetValue(_identities), parsed.GetValue(_cameras), parsed.GetValue(_camerasPerIdentity), parsed.GetValue(_perCamera), split);
    }

    /// <summary>Height and width of a crop, pixels.</summary>
    /// <exception cref="UsageException">It is no size.</exception>
    public (int Height, int Width) Size(ParseResult parsed)
    {
        var text = parsed.GetValue(_size)!;
        var parts = text.Split('x');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && height is >= 32 and <= 1024 && width is >= 16 and <= 1024 && width <= height
            ? (height, width)
            : throw new UsageException($"--size {text} is not height x width in pixels, 32x16 to 1024x1024 and no wider than high, as in 256x128.");
    }
}
