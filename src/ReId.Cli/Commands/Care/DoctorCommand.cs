using System.CommandLine;
using System.Globalization;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Index;
using ReId.Index.Doctor;

namespace ReId.Cli.Commands.Care;

/// <summary><c>reid doctor</c>: reads everything that a gallery holds, and puts right what can be.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var (data, database, vectors, pictures) = (CommonOptions.Data(), ServeArguments.DatabaseOption(), VectorsArgument.Create(), PicturesArgument.Create());
        var repair = new Option<bool>("--repair") { Description = "Put right what can be; otherwise nothing is changed" };
        var command = new Command("doctor", "Read everything that a gallery holds and say what is wrong") { data, database, vectors, pictures, repair };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var gallery = new GalleryOptions
            {
                Directory = parsed.GetValue(data)!.FullName,
                Database = ServeArguments.Database(parsed.GetValue(database)),
                VectorDatabase = VectorsArgument.Read(parsed.GetValue(vectors)),
                IndexKind = IndexArgument.Read(),
                Pictures = PicturesArgument.Read(parsed.GetValue(pictures)),
            };
            var report = await GalleryDoctor.RunAsync(gallery, parsed.GetValue(repair), cancellationToken).ConfigureAwait(false);
            foreach (var finding in report.Findings)
            {
                Terminal.Line($"{finding.Area}: {finding.Text}");
            }

            foreach (var thing in report.NotChecked)
            {
                Terminal.Line($"not checked: {thing}");
            }

            var unknown = report.PicturesUnknown == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {report.PicturesUnknown:N0} more without a checksum (--repair notes them)");
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"read: {report.Crops:N0} crops, {report.Vectors:N0} vectors, {report.Pictures:N0} pictures as they were stored{unknown}, {report.IndexFiles} files of the index"));
            Terminal.Line(report.Findings.Count == 0 ? "nothing is wrong" : report.Sound ? "all of it was repaired" : "not all of it is repaired");
            return report.Sound ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }
}
