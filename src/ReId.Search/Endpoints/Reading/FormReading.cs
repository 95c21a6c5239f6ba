using Microsoft.AspNetCore.Http;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Reading;

/// <summary>Reads multipart forms with pictures.</summary>
internal static class FormReading
{
    /// <summary>Whether the body is a form; otherwise it is JSON, as routing has made sure.</summary>
    public static bool IsForm(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    public static async Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "The body must be multipart/form-data with its boundary.");
        }

        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (ArgumentException)
        {
            // ASP.NET's reader trips over headers of parts that name nothing, like an empty "filename*".
            throw ApiException.Bad("The form is malformed: the headers of one of its parts cannot be read.");
        }
    }

    /// <summary>The files of a field, read whole.</summary>
    /// <exception cref="ApiException">There is none, there are too many, or there are files of another name.</exception>
    public static async Task<List<byte[]>> FilesAsync(
        IFormCollection form, string name, int most, CancellationToken cancellationToken, params string[] others)
    {
        if (form.Files.FirstOrDefault(file => file.Name != name && !others.Contains(file.Name)) is { } stranger)
        {
            throw ApiException.Bad($"The form's file field must be called '{name}', not '{(stranger.Name.Length > 60 ? stranger.Name[..60] : stranger.Name)}'.");
        }

        var files = form.Files.GetFiles(name);
        if (files.Count == 0 || files.Count > most)
        {
            throw ApiException.Bad(files.Count == 0
                ? $"The form has no file in the field '{name}' (a file name is needed with it)."
                : $"The form has {files.Count} files in the field '{name}'; at most {most} are taken.");
        }

        var contents = new List<byte[]>(files.Count);
        foreach (var file in files)
        {
            var bytes = new byte[file.Length];
            await using var stream = file.OpenReadStream();
            await stream.ReadExactlyAsync(bytes, cancellationToken);
            contents.Add(bytes);
        }

        return contents;
    }
}
