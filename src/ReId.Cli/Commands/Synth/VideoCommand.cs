using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;

namespace ReId.Cli.Commands.Synth;

/// <summary><c>reid synth video</c>: one film for each camera and the truth about who is where.</summary>
internal static class VideoCommand
{
    public static Command Create()
    {
        var target = new Option<DirectoryInfo>("--out") { Description = "The folder for cameraN.avi, cameraN.txt and scene.json", Required = true };
        var cameras = new Option<int>("--cameras") { Description = "How many cameras", DefaultValueFactory = _ => 3 };
        var people = new Option<int>("--people") { Description = "How many people walk by", DefaultValueFactory = _ => 8 };
        var seconds = new Option<int>("--seconds") { Description = "Length of each film", DefaultValueFactory = _ => 20 };
        var rate = new Option<int>("--fps") { Description = "Frames a second", DefaultValueFactory = _ => 15 };
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same frames", DefaultValueFactory = _ => 1 };
        var size = new Option<string>("--size") { Description = "Width x height of a frame", DefaultValueFactory = _ => "1280x720" };
        var command = new Command("video", "Render people who walk from camera to camera, with ground truth; films that are there stay") { target, cameras, people, seconds, rate, seed, size };
        command.SetAction((parsed, cancellationToken) =>
        {
            foreach (var (option, most) in (ReadOnlySpan<(Option<int>, int)>)[(cameras, 100), (people, 1000), (seconds, 86_400), (rate, 120)])
            {
                if (parsed.GetValue(option) < 1 || parsed.GetValue(option) > most)
                {
                    throw new UsageException($"{option.Name} must lie between 1 and {most}.");
                }
            }

            var (width, height) = FilmRequest.Size(parsed.GetValue(size)!);
            var request = new FilmRequest(parsed.GetValue(seed), parsed.GetValue(cameras), parsed.GetValue(people), parsed.GetValue(seconds), parsed.GetValue(rate), width, height);
            var root = parsed.GetValue(target)!.FullName;
            var (rendered, speed) = FilmSet.Write(root, request, cancellationToken);
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{root}: {request.Cameras} films of {request.Seconds * request.Fps} frames, {rendered} rendered now, {speed:0.0} frames/s"));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
