using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using ReId.Contracts;

namespace ReId.Model.Datasets.Csv;

/// <summary>Reads a comma-separated file with a header (RFC 4180: quoted fields may hold commas, quotes and line breaks).</summary>
internal static class CsvTable
{
    /// <summary>Reads the named columns, row by row; further columns are ignored and any order will do.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="columns">Columns that must be there; case does not matter.</param>
    /// <returns>For each row its line in the file and its fields, trimmed, in the order of <paramref name="columns"/>.</returns>
    /// <exception cref="ReIdException">No such file, no such column, a row of another length, or damaged quotes.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Read(string path, params string[] columns)
    {
        using var reader = Open(path);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
        var header = Next(csv, path) ?? throw new ReIdException($"{path} is empty; its first line must be {string.Join(',', columns)}.");
        var places = Array.ConvertAll(columns, column => Place(header, column, path, columns));
        while (Next(csv, path) is { } fields)
        {
            if (fields.Length != header.Length)
            {
                throw new ReIdException($"{path}, line {csv.RawRow}: {fields.Length} fields where the header has {header.Length}.");
            }

            yield return (csv.RawRow, Array.ConvertAll(places, place => fields[place].Trim()));
        }
    }

    /// <summary>True when the file has a column of that name; false, too, when it is empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">Its name; case does not matter.</param>
    public static bool HasColumn(string path, string column)
    {
        using var reader = Open(path);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
        return Next(csv, path)?.Any(name => name.Trim().Equals(column, StringComparison.OrdinalIgnoreCase)) == true;
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReIdException($"{path} does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException(Directory.Exists(path) ? $"{path} is a folder: name a CSV file." : $"{path} cannot be read: {e.Message}", e);
        }
    }

    private static string[]? Next(CsvParser csv, string path)
    {
        try
        {
            return csv.Read() ? csv.Record : null;
        }
        catch (BadDataException e)
        {
            throw new ReIdException($"{path}, line {csv.RawRow}: a quote stands where none may; write a field with quotes as \"a \"\"b\"\" c\".", e);
        }
    }

    private static int Place(string[] header, string column, string path, string[] columns)
    {
        var place = Array.FindIndex(header, name => name.Trim().Equals(column, StringComparison.OrdinalIgnoreCase));
        return place >= 0
            ? place
            : throw new ReIdException($"{path} has no column '{column}'; its first line must name {string.Join(',', columns)}.");
    }
}
